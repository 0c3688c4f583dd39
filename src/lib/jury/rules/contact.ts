// Whom a juror, a volunteer or anybody turns to: a name, a phone, a mail, an address.
import { isAddress } from '../../mail/rules/mail.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { tidyLine } from './campaign.ts';

export const contactFields = ['contactName', 'contactPhone', 'contactEmail', 'contactPostal'] as const;
export type ContactField = (typeof contactFields)[number];
/** In characters as people count them. */
export const contactLimits = { contactName: 120, contactPhone: 30, contactEmail: 254, contactPostal: 200 } as const satisfies Record<ContactField, number>;

/** Empty where it was not said. */
export type Contact = Readonly<Record<ContactField, string>>;
export const noContact: Contact = { contactName: '', contactPhone: '', contactEmail: '', contactPostal: '' };

export type ContactRefusal = 'contact-too-long' | 'contact-phone-unreadable' | 'contact-email-unreadable';

/** Whether there is any way to reach somebody. */
export const isReachable = ({ contactPhone, contactEmail, contactPostal }: Contact): boolean => [contactPhone, contactEmail, contactPostal].some((way) => way !== '');

/** Whom to turn to, as typed; each may be left out. Refuses, with the field at fault, what is too long, a phone or a mail that cannot be read (JU163). Source: JUR-11. */
export function readContact(typed: Partial<Contact>): Outcome<Contact, ContactRefusal> & { readonly field?: ContactField } {
	const contact = Object.fromEntries(contactFields.map((field) => [field, tidyLine(typed[field] ?? '')])) as Record<ContactField, string>;
	const long = contactFields.find((field) => [...contact[field]].length > contactLimits[field]);
	if (long) return { ...refused('contact-too-long'), field: long };
	if (contact.contactPhone !== '' && !/^\+?[\d\s.\-()]{3,}$/u.test(contact.contactPhone)) return { ...refused('contact-phone-unreadable'), field: 'contactPhone' };
	if (contact.contactEmail !== '' && !isAddress(contact.contactEmail)) return { ...refused('contact-email-unreadable'), field: 'contactEmail' };
	return accepted(contact);
}
