// Plays the life of the example's jury through the same acts as a town hall's, from its announcement to its training.
import type { MembershipId } from '../../../db/rules/ids.ts';
import type { Tx } from '../../../db/server/database.ts';
import * as annotations from '../../../annotations/server/annotations.ts';
import * as campaign from '../../../jury/server/campaign.ts';
import * as declarations from '../../../jury/server/declarations.ts';
import * as juries from '../../../jury/server/juries.ts';
import * as ledger from '../../../jury/server/ledger.ts';
import * as panel from '../../../jury/server/panel.ts';
import * as pools from '../../../jury/server/pools.ts';
import * as sortitions from '../../../jury/server/sortitions.ts';
import * as training from '../../../jury/server/training.ts';
import { usualQuotas, usualSeats } from '../../../jury/rules/quotas.ts';
import * as memberships from '../../../projects/server/memberships.ts';
import { dayIn, momentOf } from '../../../projects/rules/local-time.ts';
import * as annotating from '../annotating.ts';
import * as example from './panel.ts';
import { must } from './room.ts';

const aDay = 86_400_000;

interface Juror {
	readonly code: string;
	readonly publicName: string;
}

const nobody = { email: '', phone: '', accessNeeds: '', postcode: '62990', consents: true } as const;

/** The jury of a project as it stands on the day of the finished workshop: the jurors in the order asked, by code. */
export async function sitJury(tx: Tx, place: Omit<juries.Keeper, 'at'>, jurors: readonly Juror[], workshopAt: Date, zone: string): Promise<ReadonlyMap<string, MembershipId>> {
	const { authorityId, projectId, actor } = place;
	const day = (daysBefore: number) => dayIn(new Date(workshopAt.getTime() - daysBefore * aDay), zone);
	const on = (daysBefore: number): juries.Keeper => ({ authorityId, projectId, actor, at: momentOf(day(daysBefore), example.hour, zone)! });
	const { daysBefore } = example;

	await juries.begin(tx, on(daysBefore.begun));
	const categories = usualQuotas.categories.map(({ name, features }) => ({ name, features: features.map((one) => ({ name: one.name, min: String(one.min), max: String(one.max) })) }));
	const quotas = await juries.setQuotas(tx, on(daysBefore.begun), { roll: String(usualSeats.roll), volunteers: String(usualSeats.volunteers), quorum: '', isOneOfAHousehold: true, categories });
	if (!quotas.accepted) throw new Error(`the example was refused: ${quotas.reason}`);
	must(await juries.setCost(tx, on(daysBefore.begun), example.cost));
	const said = { ...example.contact, announcement: example.announcement, deliberation: example.deliberation, deliberationOn: day(daysBefore.begun), volunteersUntil: day(daysBefore.closed), mandateStartsOn: day(daysBefore.trained), purgeOn: day(-example.forgottenAfter) };
	must(await juries.publish(tx, on(daysBefore.announced), said, day(daysBefore.announced)));
	for (const [nth, action] of example.actions.entries()) must(await campaign.add(tx, on(daysBefore.campaign[nth]!), { ...action, onDay: day(daysBefore.campaign[nth]!) }));

	await gatherPeople(tx, on, day);
	const sortition = must(await sortitions.beginWith(tx, on(daysBefore.sealed), example.kept));
	must(await sortitions.seal(tx, on(daysBefore.sealed), sortition));
	must(await sortitions.draw(tx, on(daysBefore.drawn), { sortition, ...example.seed }));
	const seated = await invitePanel(tx, on, day, jurors);
	for (const membershipId of seated.values()) {
		must(await training.finishOnPaper(tx, on(daysBefore.trained), membershipId));
		must(await declarations.signOnPaper(tx, on(daysBefore.trained), membershipId, { stage: 'start', gatheringId: null }, { declared: 'no-link', details: '', ticked: 'yes' }));
		must(await ledger.add(tx, on(daysBefore.trained), membershipId, example.trainingHours));
	}
	return seated;
}

type On = (daysBefore: number) => juries.Keeper;
type Day = (daysBefore: number) => string;

/** 412 letters by lot among the electors of the file, 61 of whom say yes; 38 come forward. */
async function gatherPeople(tx: Tx, on: On, day: Day): Promise<void> {
	const { daysBefore } = example;
	const year = on(daysBefore.letters).at.getFullYear();
	must(await pools.importShortRoll(tx, on(daysBefore.letters), { name: 'listes-electorales.csv', bytes: example.roll(year) }));
	const letters = new Map(must(await pools.drawLetters(tx, on(daysBefore.letters), '412')).map(({ name, token }) => [name, token]));
	for (const { gender, band, people } of example.yesByLetter) {
		const written = example.electors.filter((one) => one.gender === gender && one.band === band && letters.has(`${one.firstName} ${one.lastName}`));
		for (const [nth, { firstName, lastName, age, address, town }] of written.slice(0, people).entries()) {
			const { candidateId } = (await pools.byLetter(tx, letters.get(`${firstName} ${lastName}`)!))!;
			must(await pools.answerLetter(tx, on(daysBefore.answers), candidateId, { ...nobody, phone: phoneOf(nth), firstName, lastName, birthYear: String(year - age), address, town, features: example.answersOf({ gender, band }, nth), channel: nth % 7 === 0 ? 'phone' : 'paper', said: 'oui' }, day(daysBefore.answers)));
		}
	}
	for (const [nth, one] of example.volunteers.entries()) {
		const { firstName, lastName, age, address, town } = one;
		must(await pools.volunteer(tx, on(daysBefore.answers), { ...nobody, phone: phoneOf(nth + 50), firstName, lastName, birthYear: String(year - age), address, town, features: example.answersOf(one, nth), channel: nth % 4 === 0 ? 'paper' : 'form' }, day(daysBefore.answers)));
	}
}

/** Of the numbers that are kept for works of fiction. */
const phoneOf = (nth: number): string => `06 39 98 ${String(Math.floor(nth / 100)).padStart(2, '0')} ${String(nth % 100).padStart(2, '0')}`;

/** All say yes; one of them moves away, and the first of the order drawn who keeps the quotas is called. */
async function invitePanel(tx: Tx, on: On, day: Day, jurors: readonly Juror[]): Promise<ReadonlyMap<string, MembershipId>> {
	const { daysBefore, leaving } = example;
	const juryId = (await juries.ofProject(tx, on(daysBefore.invited)))!.id;
	const seats = async () => panel.ofJury(tx, juryId);
	const sayYes = async (seat: string, at: juries.Keeper, known: { readonly publicName: string; readonly code?: string }, channel: string) => must(await panel.move(tx, at, { seat, act: 'accept', channel, known }));
	must(await panel.invite(tx, on(daysBefore.invited), { answerBy: day(daysBefore.said) }));
	const drawn = await seats();
	for (const [nth, { id }] of drawn.entries()) await sayYes(id, on(daysBefore.said), nth < drawn.length - 1 ? jurors[nth]! : leaving, nth % 3 === 0 ? 'phone' : 'paper');
	const left = drawn.at(-1)!.id;
	must(await panel.move(tx, on(daysBefore.moved), { seat: left, act: 'leave', channel: '', why: leaving.why }));
	const called = must(await panel.callReplacement(tx, on(daysBefore.moved), left));
	must(await panel.invite(tx, on(daysBefore.moved), { answerBy: day(daysBefore.replaced), seat: called }));
	await sayYes(called, on(daysBefore.replaced), jurors.at(-1)!, 'phone');
	const sitting = await memberships.ofProject(tx, on(daysBefore.replaced));
	return new Map(sitting.flatMap(({ code, membershipId }) => (jurors.some((one) => one.code === code) ? [[code!, membershipId]] : [])));
}

/** Jurors annotate the proposal of a workshop that is over, and the buyer answers: a day after, then three. */
export async function annotateProposal(tx: Tx, place: Omit<juries.Keeper, 'at'>, seated: (juror: string) => MembershipId, workshopAt: Date): Promise<void> {
	const { authorityId, projectId, actor } = place;
	const after = (days: number) => new Date(workshopAt.getTime() + days * aDay);
	const { textId, version } = (await annotating.openIn(tx, place)).find(({ proposal }) => proposal)!.proposal!;
	for (const { juror, on, kind, words, isTyped, answer } of example.annotations) {
		const passage = version.passages.find(({ text }) => text.includes(on))!;
		const author = { authorityId, projectId, membershipId: seated(juror), at: after(1), ...(isTyped && { typedBy: actor }) };
		const id = must(await annotating.annotate(tx, author, { what: 'passage', textId, passageId: passage.id, version: version.number }, { kind, words, quote: '' }));
		if (answer) must(await annotations.answer(tx, { authorityId, projectId, actor, capacity: 'buyer', at: after(3) }, id, answer));
	}
}
