import { beforeEach, describe, expect, test } from 'vitest';
import type { AuthorityId, TemplateId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { headOf, ofAuthority } from '../../journal/server/journal.ts';
import { verifyAll } from '../../journal/server/verification.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import type { StepRegistry } from '../rules/step.ts';
import { writeTemplateFile } from '../rules/templateFile.ts';
import { mostTemplates, typedOf, type Template, type TypedTemplate } from '../rules/templates.ts';
import * as templates from './templates.ts';
import type { TemplateDoer } from './templates.ts';

const at = new Date('2026-11-20T18:00:00Z');
const rule = { usual: { plannedMinutes: 10, minimumMinutes: 5, isProtected: false, isOptional: false, register: 'speak' as const }, onEnter: [], onLeave: [] };
const registry: StepRegistry = { arrive: rule, talk: rule, part: rule };
const step = (name: string, plannedMinutes = 10) => ({ step: name, plannedMinutes, minimumMinutes: 5, isProtected: false, isOptional: false });
const template = (name: string, ...steps: string[]): Template => ({ name, description: '', steps: steps.map((one) => step(one)) });

function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}

let doer: TemplateDoer;
let count = 0;
const anAuthority = async (): Promise<TemplateDoer> => {
	count += 1;
	const authorityId = await inTransaction((tx) => authorities.create(tx, { name: `Ville ${count}`, timeZone: 'Europe/Paris' }, at));
	return { authorityId, kind: 'workshop', actor: `account:${newId()}`, at };
};
beforeEach(async () => {
	doer = await anAuthority();
});

const add = (of: Template, by = doer) => inTransaction((tx) => templates.add(tx, registry, by, of, 'demi-journee'));
const change = (id: TemplateId, revision: number, typed: TypedTemplate, by = doer) => inTransaction((tx) => templates.change(tx, registry, by, { id, revision, typed }));
const typed = (of: Template) => typedOf(registry, of);
const names = async (by = doer) => (await templates.ofAuthorityBy(await database(), by)).map(({ name }) => name);
const find = async (id: TemplateId) => (await templates.find(await database(), id))!;
const acts = async (authorityId: AuthorityId) => (await headOf(await database(), ofAuthority(authorityId))).count;

describe('the templates of an authority', () => {
	test('[GA32] a copy is never refused for its name: it takes the next number, case and accents counting for nothing', async () => {
		for (const name of ['Été', 'ete', 'ÉTÉ !', 'a'.repeat(80), 'a'.repeat(80)]) value(await add(template(name, 'arrive')));
		expect(await names()).toEqual([`${'a'.repeat(76)} (2)`, 'a'.repeat(80), 'ete (2)', 'Été', 'ÉTÉ ! (3)'].toSorted(new Intl.Collator('fr').compare));
	});

	test('[GA32] ten at once under one name are ten templates', async () => {
		const made = await Promise.all(Array.from({ length: 10 }, () => add(template('Deux heures', 'arrive'))));
		expect(made.every(({ accepted }) => accepted)).toBe(true);
		expect(new Set(await names()).size).toBe(10);
	});

	test('[GA32] a hundred and no more, whoever comes at once', async () => {
		await inTransaction(async (tx) => {
			for (let one = 0; one < mostTemplates - 1; one += 1) value(await templates.add(tx, registry, doer, template(`Modèle ${one}`, 'arrive'), 'file'));
		});
		const last = await Promise.all([add(template('X', 'arrive')), add(template('Y', 'arrive'))]);
		expect(last.map((outcome) => (outcome.accepted ? 'kept' : outcome.reason)).toSorted()).toEqual(['kept', 'templates-too-many']);
		expect(await names()).toHaveLength(mostTemplates);
	});

	test('[GA32] one is not renamed as another, also when two take the name at once', async () => {
		const [one, other] = [value(await add(template('Un', 'arrive'))), value(await add(template('Deux', 'arrive')))];
		expect(await change(one, 0, typed(template('DEUX !', 'arrive')))).toEqual({ accepted: false, reason: 'template-name-taken' });
		const both = await Promise.all([change(one, 0, typed(template('Trois', 'arrive'))), change(other, 0, typed(template('Trois', 'arrive')))]);
		expect(both.map((outcome) => (outcome.accepted ? 'kept' : outcome.reason)).toSorted()).toEqual(['kept', 'template-name-taken']);
		// its own name, written otherwise, is its own
		const mine = await find(one);
		value(await change(one, mine.revision, typed({ ...mine, name: mine.name.toUpperCase() })));
	});

	test('[GA31] two change it at once: one is kept whole, the other is told, and what was typed over is nowhere', async () => {
		const id = value(await add(template('Le matin', 'arrive', 'part')));
		const [hers, his] = [template('Le matin de Zoé', 'arrive', 'talk', 'part'), template('Le matin d’Inès', 'part', 'arrive')];
		const both = await Promise.all([change(id, 0, typed(hers)), change(id, 0, typed(his))]);
		expect(both.filter(({ accepted }) => accepted)).toHaveLength(1);
		expect(both.find(({ accepted }) => !accepted)).toEqual({ accepted: false, reason: 'template-changed-meanwhile' });
		const kept = await find(id);
		const winner = both[0]!.accepted ? hers : his;
		expect([kept.name, kept.steps, kept.revision]).toEqual([winner.name, winner.steps, 1]);
		// once read, it may be written over knowingly
		value(await change(id, 1, typed(both[0]!.accepted ? his : hers)));
		expect((await find(id)).revision).toBe(2);
	});

	test('[GA31] one who removes what somebody has just changed is told, and the reverse', async () => {
		const id = value(await add(template('Le matin', 'arrive')));
		value(await change(id, 0, typed(template('Le soir', 'arrive'))));
		const remove = (revision: number) => inTransaction((tx) => templates.remove(tx, doer, { id, revision }));
		expect(await remove(0)).toEqual({ accepted: false, reason: 'template-changed-meanwhile' });
		const [removed, changed] = await Promise.all([remove(1), change(id, 1, typed(template('La nuit', 'arrive')))]);
		expect([removed, changed].filter(({ accepted }) => accepted)).toHaveLength(1);
		if (removed.accepted) expect(changed).toEqual({ accepted: false, reason: 'template-unknown' });
		else expect(removed).toEqual({ accepted: false, reason: 'template-changed-meanwhile' });
	});

	test('[GA33] another authority neither changes nor removes it, and does not see it', async () => {
		const id = value(await add(template('Le matin', 'arrive')));
		const stranger = await anAuthority();
		expect(await change(id, 0, typed(template('À moi', 'arrive')), stranger)).toEqual({ accepted: false, reason: 'template-unknown' });
		expect(await inTransaction((tx) => templates.remove(tx, stranger, { id, revision: 0 }))).toEqual({ accepted: false, reason: 'template-unknown' });
		expect(await names(stranger)).toEqual([]);
		// nor is its name taken there
		value(await add(template('Le matin', 'arrive'), stranger));
		expect(await names(stranger)).toEqual(['Le matin']);
		expect((await find(id)).name).toBe('Le matin');
	});

	test('[GA27] [GA31] what the rules refuse is not written, and the journal says nothing of it', async () => {
		const id = value(await add(template('Le matin', 'arrive')));
		const before = await acts(doer.authorityId);
		expect(await change(id, 0, { ...typed(template('Le matin', 'arrive')), name: '' })).toEqual({ accepted: false, reason: 'template-name-missing' });
		expect(await add(template('Vide'))).toEqual({ accepted: false, reason: 'template-empty' });
		expect((await find(id)).revision).toBe(0);
		expect(await acts(doer.authorityId)).toBe(before);
	});

	test('[JO1] [GA33] each act is in the chain of the authority, which holds', async () => {
		const id = value(await add(template('Le matin', 'arrive')));
		value(await change(id, 0, typed(template('Le soir', 'arrive'))));
		value(await inTransaction((tx) => templates.remove(tx, doer, { id, revision: 1 })));
		expect(await acts(doer.authorityId)).toBe(3);
		for await (const chain of verifyAll(await database())) if (chain.projectId === (doer.authorityId as string)) expect(chain).toMatchObject({ count: 3, faults: [] });
	});
});

describe('from a file', () => {
	const addFile = (text: string, unknown: 'refuse' | 'leave-out' = 'refuse', by = doer) => inTransaction((tx) => templates.addFromFile(tx, registry, by, { text, unknown }));

	test('[GA34] exported by one authority, imported by another, it is the same template', async () => {
		const id = value(await add({ ...template('Le matin', 'arrive', 'talk'), description: 'Pour douze.' }));
		const { name, description, steps, kind } = await find(id);
		const other = await anAuthority();
		const came = value(await addFile(writeTemplateFile(kind, { name, description, steps }), 'refuse', other));
		expect(await find(came.id)).toMatchObject({ name, description, steps, authorityId: other.authorityId, revision: 0 });
	});

	test('[GA35] refused, nothing is written; without the steps that are unknown, the rest is', async () => {
		const text = writeTemplateFile('workshop', { ...template('Plus tard', 'arrive'), steps: [step('arrive'), step('duel')] });
		expect(await addFile(text)).toEqual({ accepted: false, reason: 'file-steps-unknown' });
		expect(await addFile('{')).toEqual({ accepted: false, reason: 'file-not-json' });
		expect([await names(), await acts(doer.authorityId)]).toEqual([[], 0]);
		const came = value(await addFile(text, 'leave-out'));
		expect(came.leftOut).toBe(1);
		expect((await find(came.id)).steps).toEqual([step('arrive')]);
	});
});
