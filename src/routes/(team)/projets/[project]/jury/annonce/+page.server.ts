import { database } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { contactFields } from '#lib/jury/rules/contact.ts';
import { costOf } from '#lib/jury/rules/cost.ts';
import * as campaign from '#lib/jury/server/campaign.ts';
import { onJury, requireJury } from '#lib/jury/server/guards.ts';
import * as juries from '#lib/jury/server/juries.ts';
import { invitationAddress } from '#lib/gatherings/server/guards.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, jury } = await requireJury(event, keepJury);
	const query = await database();
	event.depends(`project:${project.projectId}`);
	const seats = jury.rollSeats + jury.volunteerSeats;
	const { announcement, deliberation, deliberationOn, volunteersUntil, mandateStartsOn, purgeOn } = jury;
	return {
		project: { projectId: project.projectId, title: project.title },
		seats,
		announced: { announcement, deliberation, deliberationOn, volunteersUntil, mandateStartsOn, purgeOn },
		contact: jury.contact,
		address: jury.announcedAt ? `${invitationAddress(event)}/jury/${jury.slug}` : null,
		slug: jury.slug,
		cost: jury.cost,
		total: costOf(jury.cost, seats),
		actions: await campaign.ofJury(query, jury.id),
		today: await authorities.dayOf(query, project.authorityId, now())
	};
};

const said = (typed: Readonly<Record<string, string>>) => (name: string) => typed[name] ?? '';

export const actions: Actions = {
	publier: onJury('publier', async (tx, by, typed) => {
		const word = said(typed);
		return juries.publish(
			tx,
			by,
			{ announcement: word('announcement'), deliberation: word('deliberation'), deliberationOn: word('deliberationOn'), volunteersUntil: word('volunteersUntil'), mandateStartsOn: word('mandateStartsOn'), purgeOn: word('purgeOn'), ...Object.fromEntries(contactFields.map((field) => [field, word(field)])) },
			await authorities.dayOf(tx, by.authorityId, by.at)
		);
	}),
	chiffrer: onJury('chiffrer', (tx, by, typed) => {
		const word = said(typed);
		return juries.setCost(tx, by, { halfDays: word('halfDays'), allowance: word('allowance'), childcare: word('childcare'), letters: word('letters'), post: word('post'), other: word('other') });
	}),
	noter: onJury('noter', (tx, by, typed) => {
		const word = said(typed);
		return campaign.add(tx, by, { kind: word('kind'), what: word('what'), onDay: word('onDay'), reach: word('reach') });
	}),
	retirer: onJury('retirer', (tx, by, typed) => campaign.remove(tx, by, typed.action ?? ''))
};
