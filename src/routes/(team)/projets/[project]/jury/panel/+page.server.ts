import { fail, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { keeperOf, onJury, requireJury, wordsOf } from '#lib/jury/server/guards.ts';
import * as panel from '#lib/jury/server/panel.ts';
import { toPrint } from '#lib/jury/server/printing.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, jury } = await requireJury(event, keepJury);
	const query = await database();
	event.depends(`project:${project.projectId}`);
	const seats = await panel.ofJury(query, jury.id);
	const authority = (await authorities.read(query, project.authorityId))!;
	const vacant = seats.filter(({ state, isReplaced }) => !isReplaced && (state === 'declined' || state === 'silent' || state === 'left'));
	return {
		project: { projectId: project.projectId, title: project.title },
		authority: authority.name,
		announcement: jury.announcement,
		contact: jury.contact,
		today: await authorities.dayOf(query, project.authorityId, now()),
		funnel: await panel.funnelOf(query, jury.id),
		seats,
		proposals: Object.fromEntries(
			await Promise.all(
				vacant.map(async ({ id }) => {
					const proposal = await panel.proposalFor(query, jury, id);
					return [id, proposal.accepted ? proposal.value.broken : null] as const;
				})
			)
		)
	};
};

async function inviting(event: RequestEvent) {
	const at = await requireJury(event, keepJury);
	const fields = wordsOf(await event.request.formData());
	const outcome = await inTransaction((tx) => panel.invite(tx, keeperOf(at), { answerBy: fields.answerBy ?? '', ...(fields.seat !== undefined && { seat: fields.seat }) }));
	if (!outcome.accepted) return fail(422, { act: 'inviter', refusal: outcome.reason as string, fields });
	return { act: 'inviter', letters: toPrint(event, at.jury, outcome.value, outcome.value[0]!.answerBy) };
}

async function moving(event: RequestEvent) {
	const at = await requireJury(event, keepJury);
	const fields = wordsOf(await event.request.formData());
	const acts = { oui: 'accept', non: 'decline', silence: 'silence', depart: 'leave' } as const;
	const act = acts[fields.said as keyof typeof acts] ?? 'decline';
	const outcome = await inTransaction((tx) => panel.move(tx, keeperOf(at), { seat: fields.seat ?? '', act, channel: fields.channel ?? '', why: fields.why ?? '' }));
	return outcome.accepted ? { act: 'noter', moved: { seat: fields.seat ?? '', code: outcome.value.code } } : fail(422, { act: 'noter', refusal: outcome.reason as string, fields });
}

export const actions: Actions = {
	inviter: inviting,
	noter: moving,
	appeler: onJury('appeler', (tx, by, typed) => panel.callReplacement(tx, by, typed.seat ?? ''))
};
