import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import type { TypedPerson } from '../rules/pools/volunteers.ts';
import * as campaign from './campaign.ts';
import * as juries from './juries.ts';
import * as pools from './pools.ts';
import { candidates, contacts, jurySeats, sortitions } from './tables.ts';

const at = new Date('2027-01-05T10:00:00Z');
const today = '2027-01-05';
function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);

async function aJury() {
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, at);
		const projectId = value(await projects.create(tx, { title: 'Cantine', summary: '', code: '', authorityId, actor: 'system' }, at));
		const by: juries.Keeper = { authorityId, projectId, actor: 'account:solene', at };
		return { by, jury: await juries.begin(tx, by) };
	});
}

const head = 'Nom de naissance;Prénoms;Sexe;Date de naissance;Courriel;Adresse;Code postal;Commune;Numéro d’électeur';
const roll = (...rows: readonly string[]) => new TextEncoder().encode([head, ...rows].join('\n'));
const maelle = 'Le Gall;Maëlle, Anne;F;12/03/1984;m@exemple.fr;12 rue des Saules;62130;Rivelle;1';
const yves = 'Le Gall;Yves;M;01/01/1960;;12 r. des Saules;62130;RIVELLE;2';

const maelleComes: TypedPerson & { channel: string } = {
	firstName: 'Maelle', lastName: 'LE GALL', birthYear: '1984', address: '12, rue des Saules', postcode: '62130', town: 'Rivelle', email: '', phone: '0600000000', accessNeeds: '', consents: true, channel: 'form',
	features: { Genre: 'femme', Lieu: 'villages', 'École': 'parent d’élève' }
};
const comes = (by: juries.Keeper, typed: Partial<typeof maelleComes> = {}) => inTransaction((tx) => pools.volunteer(tx, by, { ...maelleComes, ...typed }, today));

async function read(by: juries.Keeper, juryId: juries.Jury['id'], bytes: Uint8Array) {
	const begun = await pools.importRoll(by, { name: 'liste.csv', bytes });
	await pools.settled(juryId);
	return begun;
}

test('[JU6] two who begin a jury at once begin one', async () => {
	const { by, jury } = await aJury();
	const begun = await Promise.all([1, 2, 3].map(() => inTransaction((tx) => juries.begin(tx, by))));
	expect(new Set(begun.map(({ id }) => id))).toEqual(new Set([jury.id]));
});

test('[JU10] [JU11] [JU12] a roll is read: what is unreadable is told, what is twice is once, what is not needed is nowhere', async () => {
	const { by, jury } = await aJury();
	await read(by, jury.id, roll(maelle, yves, 'Duval;;F;1990;;1 rue X;62130;Rivelle;3', 'Petit;Luc;M;31/12/99;;1 rue X;62130;Rivelle;4', maelle.replace(/;1$/, ';9'), 'Roux;Anna;F;1990;;2 rue X;62130;Rivelle;7', 'Roux;Marc;M;1991;;2 rue X;62130;Rivelle;7'));
	const [told] = await pools.importsOf(await database(), jury.id);
	expect(told!.report).toMatchObject({
		rows: 7, kept: 2, duplicates: 1, refused: 4, columnsDropped: ['Courriel'], encoding: 'utf-8', separator: ';',
		examples: [{ row: 4, reason: 'roll-name-missing' }, { row: 5, reason: 'roll-birth-unreadable' }, { row: 7, reason: 'roll-id-twice' }, { row: 8, reason: 'roll-id-twice' }]
	});
	expect(told!.finishedAt).toEqual(at);
	const rows = await (await database()).select().from(contacts).where(eq(contacts.juryId, jury.id));
	expect(JSON.stringify(rows)).not.toContain('exemple.fr');
	const kept = await (await database()).select().from(candidates).where(eq(candidates.juryId, jury.id));
	expect(new Set(kept.map(({ household }) => household)).size, 'one household').toBe(1);
	expect(kept.map(({ profile }) => profile).sort((a, b) => a.Genre!.localeCompare(b.Genre!))).toEqual([{ Genre: 'femme', 'Âge': '35-59' }, { Genre: 'homme', 'Âge': '60 et plus' }]);

	await read(by, jury.id, roll(maelle, yves, 'Durand;Zoé;F;2000;;3 rue X;62130;Rivelle;8'));
	expect((await pools.importsOf(await database(), jury.id)).map(({ report }) => [report.kept, report.duplicates]).sort()).toEqual([[1, 2], [2, 1]]);
	expect((await pools.figuresOf(await database(), jury.id)).roll.listed).toBe(3);
});

test('[JU10] a file that cannot be used is refused before anything is written', async () => {
	const { by, jury } = await aJury();
	const refusedFor = async (bytes: Uint8Array) => pools.importRoll(by, { name: 'x.csv', bytes });
	expect(await refusedFor(new TextEncoder().encode('Nom;Ville\nLe Gall;Rivelle'))).toMatchObject({ reason: 'roll-columns-missing', missing: ['firstName', 'birth', 'street'] });
	expect(reasonOf(await refusedFor(new Uint8Array()))).toBe('roll-file-missing');
	expect(reasonOf(await refusedFor(roll()))).toBe('roll-file-empty');
	expect(await pools.importsOf(await database(), jury.id)).toEqual([]);
});

test('[JU12] [JU14] whoever comes forward and stands in the roll is a volunteer, once, however often and however fast', async () => {
	const { by, jury } = await aJury();
	await read(by, jury.id, roll(maelle, yves));
	const sent = await Promise.all(Array.from({ length: 8 }, () => comes(by)));
	expect(sent.every(({ accepted }) => accepted)).toBe(true);
	expect(await pools.figuresOf(await database(), jury.id)).toEqual({ roll: { listed: 1, writtenTo: 0, yes: 0, no: 0 }, volunteers: { yes: 1, onBehalf: 0 } });
	await read(by, jury.id, roll(maelle));
	expect((await pools.figuresOf(await database(), jury.id)).roll.listed, 'read again, the roll does not bring her back').toBe(1);
	value(await comes(by, { channel: 'paper', features: { ...maelleComes.features, Lieu: 'bourg-centre' } }));
	expect((await pools.drawable(await database(), jury.id)).map(({ pool, profile }) => [pool, profile.Lieu])).toEqual([['volunteers', 'bourg-centre']]);
	const journal = await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, by.projectId));
	expect(JSON.stringify(journal)).not.toMatch(/Gall|Saules|0600000000/);
	expect(journal.some(({ act, about }) => act === 'volunteer-said-anew' && (about as { channel?: string }).channel === 'paper')).toBe(true);
});

test('[JU14] no longer after the last day, nor once the draw is sealed', async () => {
	const { by, jury } = await aJury();
	const announcement = { announcement: 'Un jury', deliberation: '', deliberationOn: '', volunteersUntil: '2027-01-05', mandateStartsOn: '', purgeOn: '' };
	value(await inTransaction((tx) => juries.publish(tx, by, announcement, today)));
	expect(reasonOf(await comes(by))).toBe('accepted');
	expect(reasonOf(await inTransaction((tx) => pools.volunteer(tx, by, maelleComes, '2027-01-06')))).toBe('volunteers-closed');
	await (await database()).insert(sortitions).values({ id: newId<'sortition'>(), authorityId: by.authorityId, juryId: jury.id, attempt: 1, state: 'sealed', begunBy: 'system', begunAt: at });
	expect(reasonOf(await comes(by))).toBe('volunteers-closed');
	expect(reasonOf(await inTransaction((tx) => juries.setQuotas(tx, by, { roll: '6', volunteers: '4', quorum: '', isOneOfAHousehold: true, categories: [] })))).toBe('jury-sealed');
});

test('[JU16] those who have no seat are forgotten, those who have one are not, and the proof names nobody', async () => {
	const { by, jury } = await aJury();
	const seated = value(await comes(by)).id;
	value(await comes(by, { firstName: 'Zoé', lastName: 'Durand' }));
	expect(reasonOf(await inTransaction((tx) => pools.purgeNotDrawn(tx, by)))).toBe('purge-before-panel');
	const sortitionId = newId<'sortition'>();
	const query = await database();
	await query.insert(sortitions).values({ id: sortitionId, authorityId: by.authorityId, juryId: jury.id, attempt: 1, state: 'drawn', begunBy: 'system', begunAt: at });
	await query.insert(jurySeats).values({ id: newId<'jury-seat'>(), authorityId: by.authorityId, juryId: jury.id, sortitionId, candidateId: seated, state: 'invited' });
	expect(reasonOf(await inTransaction((tx) => pools.withdraw(tx, by, seated)))).toBe('candidate-on-panel');
	const purged = value(await inTransaction((tx) => pools.purgeNotDrawn(tx, by)));
	expect(purged).toMatchObject({ people: 1, codesHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
	expect((await query.select().from(contacts).where(eq(contacts.juryId, jury.id))).map(({ lastName }) => lastName)).toEqual(['LE GALL']);
	expect(JSON.stringify(await pools.purgesOf(query, jury.id))).not.toContain('Durand');
	expect(reasonOf(await inTransaction((tx) => pools.purgeNotDrawn(tx, by)))).toBe('purge-nobody');
});

test('[JU16] somebody who asks is forgotten at once', async () => {
	const { by, jury } = await aJury();
	const { id } = value(await comes(by));
	value(await inTransaction((tx) => pools.withdraw(tx, by, id)));
	expect(await (await database()).select().from(contacts).where(eq(contacts.juryId, jury.id))).toEqual([]);
	expect(await pools.drawable(await database(), jury.id)).toEqual([]);
	expect(reasonOf(await inTransaction((tx) => pools.withdraw(tx, by, id)))).toBe('candidate-unknown');
});

test('[JU9] an action of the campaign is written and taken back', async () => {
	const { by, jury } = await aJury();
	const id = value(await inTransaction((tx) => campaign.add(tx, by, { kind: 'market', what: 'Cinq marchés', onDay: '2027-01-09', reach: '300' })));
	expect(await campaign.ofJury(await database(), jury.id)).toEqual([{ id, kind: 'market', what: 'Cinq marchés', onDay: '2027-01-09', reach: 300 }]);
	value(await inTransaction((tx) => campaign.remove(tx, by, id)));
	expect(reasonOf(await inTransaction((tx) => campaign.remove(tx, by, id)))).toBe('action-unknown');
	expect(await campaign.ofJury(await database(), jury.id)).toEqual([]);
});

test('[JU19] those who get a letter are drawn among those who had none; a no asks for nothing, a yes what the quotas ask', async () => {
	const { by, jury } = await aJury();
	const query = await database();
	await read(by, jury.id, roll(maelle, yves, 'Durand;Zoé;F;2000;;3 rue X;62130;Rivelle;8'));
	const letters = (count: string) => inTransaction((tx) => pools.drawLetters(tx, by, count));
	expect((await Promise.all(['', '0', 'deux', '2001'].map(letters))).map(reasonOf)).toEqual(Array(4).fill('letters-count-unreadable'));
	const [first, second] = await Promise.all([letters('2'), letters('2')]);
	const sent = [...value(first), ...value(second)];
	expect(sent.map(({ name }) => name).sort(), 'nobody gets two').toEqual(['Maëlle, Anne Le Gall', 'Yves Le Gall', 'Zoé Durand']);
	expect(reasonOf(await letters('1'))).toBe('letters-nobody-left');

	const answerOf = (token: string, typed: Partial<typeof maelleComes> & { said: string }) =>
		inTransaction(async (tx) => pools.answerLetter(tx, by, (await pools.byLetter(tx, token))!.candidateId, { ...maelleComes, ...typed }, today));
	const yvesToken = sent.find(({ name }) => name.startsWith('Yves'))!.token;
	value(await answerOf(yvesToken, { said: 'non', consents: false, features: {} }));
	expect(await answerOf(yvesToken, { said: 'oui', features: { ...maelleComes.features, Genre: 'homme', Lieu: '' } })).toMatchObject({ reason: 'person-feature-missing', field: 'feature:Lieu' });
	const maelleToken = sent.find(({ name }) => name.startsWith('Maëlle'))!.token;
	value(await answerOf(maelleToken, { said: 'oui', firstName: 'Quelqu’un', channel: 'paper' }));
	expect((await pools.byLetter(query, maelleToken))!.firstName, 'who they are stays as the roll says').toBe('Maëlle, Anne');
	expect(await pools.drawable(query, jury.id)).toMatchObject([{ pool: 'roll', profile: { Genre: 'femme', 'Âge': '35-59', Lieu: 'villages' } }]);
	expect(await pools.figuresOf(query, jury.id)).toMatchObject({ roll: { listed: 3, writtenTo: 3, yes: 1, no: 1 } });
	expect((await pools.writtenTo(query, jury.id, 'gall')).map(({ name, answer }) => [name, answer])).toEqual([['Maëlle, Anne Le Gall', 'yes'], ['Yves Le Gall', 'no']]);
	value(await comes(by));
	expect(await pools.byLetter(query, maelleToken), 'who volunteers answers no letter').toBeUndefined();
	const journal = await query.select().from(journalEntries).where(eq(journalEntries.projectId, by.projectId));
	expect(JSON.stringify(journal)).not.toMatch(/Gall|Durand/);
});

test('[JU125] [JU126] [JU128] a file of people comes in whole or not at all, once, under new pseudonyms; what it said beside is given back to the team alone', async () => {
	const { by, jury } = await aJury();
	const query = await database();
	const head = 'nationbuilder_id,first_name,last_name,email,primary_address1,primary_zip,primary_city,genre,Âge,lieu,École,liste,Métier';
	const rows = ['p1,Ana,Roux,a@exemple.fr,2 rue X,62130,Rivelle,Femme,18-34,villages,parent d’élève,,maçonne', 'p2,Luc,Roux,,2 r. X,62130,RIVELLE,homme,35-59,bourg-centre,sans enfant scolarisé,Listes électorales,'];
	const send = (text: string, pool = 'volunteers') => inTransaction((tx) => pools.importPool(tx, by, new TextEncoder().encode(text), pool));
	const file = [head, ...rows].join('\n');
	expect([await send(file, 'mairie'), await send('')].map(reasonOf)).toEqual(['pool-unknown', 'pool-file-missing']);
	expect(await send([head, rows[0], rows[0]!.replace('Femme', 'autre')].join('\n'))).toEqual({
		accepted: false, reason: 'pool-file-faulty',
		faults: [{ reason: 'id-twice', row: 3, column: 'nationbuilder_id', value: 'p1' }, { reason: 'answer-unknown', row: 3, column: 'Genre', value: 'autre' }]
	});
	expect(await send('id,genre\n1,femme\n')).toMatchObject({ faults: [{ reason: 'column-missing', column: 'Âge' }, { column: 'Lieu' }, { column: 'École' }] });
	expect(await pools.drawable(query, jury.id), 'nothing came in').toEqual([]);
	expect(value(await send(file))).toEqual({ kept: 2, duplicates: 0, carried: ['nationbuilder_id (fichier)', 'Métier'] });
	expect(value(await send(file))).toMatchObject({ kept: 0, duplicates: 2 });
	const people = await pools.drawable(query, jury.id);
	expect(people.map(({ pool, profile }) => [pool, profile.Genre, profile['École']]).sort()).toEqual([['roll', 'homme', 'sans enfant scolarisé'], ['volunteers', 'femme', 'parent d’élève']]);
	expect(new Set(people.map(({ household }) => household)).size, 'one address').toBe(1);
	expect(people.map(({ code }) => code).join()).not.toMatch(/p1|p2/);
	const ana = (await pools.listed(query, jury.id)).find(({ features }) => features.Genre === 'femme')!;
	expect(ana).toMatchObject({ features: { liste: 'volontaires' }, who: { firstName: 'Ana', lastName: 'Roux', email: 'a@exemple.fr', carried: { Métier: 'maçonne', 'nationbuilder_id (fichier)': 'p1' } } });
	// the team's own file, sent back, brings nobody twice
	expect(value(await send(`id,genre,âge,lieu,école\n${ana.id},femme,18-34,villages,parent d’élève\n`))).toMatchObject({ kept: 0, duplicates: 1 });
});
