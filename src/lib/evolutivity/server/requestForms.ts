// The form on which either party files a request: its words, its annex, and the file that may come with it.
import { fail, type RequestEvent } from '@sveltejs/kit';
import { listIn, type Fields } from '../../cockpit/rules/modes/mode.ts';
import { onceOf, word } from '../../cockpit/server/guards.ts';
import type { Doer } from '../../cockpit/server/elements.ts';
import { inTransaction } from '../../db/server/database.ts';
import * as files from '../../files/server/files.ts';
import { readForm, typedBack } from '../../gatherings/server/stepActs.ts';
import { accepted, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { TriggeringParty } from '../rules/clause.ts';
import * as triggers from './triggers.ts';

const asked = (typed: Fields) => ({
	category: word(typed, 'category'),
	criteria: listIn(typed, 'criteria'),
	motives: word(typed, 'motives'),
	evidence: word(typed, 'evidence'),
	receivedOn: word(typed, 'receivedOn'),
	experiment: ''
});

const fileIn = async (sent: FormDataEntryValue | null): Promise<Outcome<files.Examined | null, files.FileRefusal>> =>
	sent instanceof File && sent.size > 0 ? files.examine(new Uint8Array(await sent.arrayBuffer())) : accepted(null);

/** An act by which a party files a request. `stand`: who asks, and on which clause. What was typed comes back with a refusal, and that a file was sent, which no page gives back. */
export const onRequest = (party: TriggeringParty, stand: (event: RequestEvent) => Promise<{ readonly doer: Doer; readonly clause: string }>) => async (event: RequestEvent) => {
	const act = 'demander';
	const { doer, clause } = await stand(event);
	const form = await event.request.formData();
	const sent = form.get('file');
	const said = readForm(form);
	const refuse = (refusal: string) => fail(422, { act, refusal, fields: { ...typedBack(said), ...(sent instanceof File && sent.size > 0 ? { sent: 'yes' } : {}) } });
	// outside of the transaction: a picture takes its time
	const file = await fileIn(sent);
	if (!file.accepted) return refuse(file.reason);
	const outcome = await inTransaction((tx) => triggers.file(tx, doer, { ...asked(said.fields), party, clause, annex: { words: word(said.fields, 'annex'), file: file.value }, ...onceOf(doer, said.fields) }));
	return outcome.accepted ? { act, done: act } : refuse(outcome.reason);
};
