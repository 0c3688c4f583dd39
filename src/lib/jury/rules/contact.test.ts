import { expect, test } from 'vitest';
import { isReachable, noContact, readContact, type Contact } from './contact.ts';

const solene: Contact = { contactName: 'Solène Marchand', contactPhone: '03 53 01 00 12', contactEmail: 'jury@ici.invalid', contactPostal: 'Mairie, 1 place du Marché, 62990 Ici' };

test('[JU163] whom to turn to is kept tidy, and each way may be left out', () => {
	expect(readContact({ ...solene, contactName: ' Solène\n Marchand ' })).toEqual({ accepted: true, value: solene });
	expect(readContact({})).toEqual({ accepted: true, value: noContact });
	expect([noContact, { ...noContact, contactName: 'Solène' }, { ...noContact, contactPostal: 'Mairie' }, solene].map(isReachable)).toEqual([false, false, true, true]);
});

test.each<[Partial<Contact>, string, string]>([
	[{ contactName: 'x'.repeat(121) }, 'contact-too-long', 'contactName'],
	[{ contactPhone: 'appelez' }, 'contact-phone-unreadable', 'contactPhone'],
	[{ contactEmail: 'jury@' }, 'contact-email-unreadable', 'contactEmail']
])('[JU163] %j is refused: %s', (typed, reason, field) => expect(readContact(typed)).toEqual({ accepted: false, reason, field }));
