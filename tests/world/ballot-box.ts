// A ballot box by itself, with no room around it: a jury in secret, a team by name.
import type { BallotBoxId } from '../../src/lib/db/rules/ids.ts';
import { inTransaction } from '../../src/lib/db/server/database.ts';
import { newId } from '../../src/lib/db/server/ids.ts';
import * as ballots from '../../src/lib/decisions/server/ballots.ts';
import { authorities } from '../../src/lib/people/server/tables.ts';

export const grades = ['Excellent', 'Bien', 'Passable', 'Insuffisant', 'À rejeter'];
export const options = ['A', 'B', 'C'].map((id) => ({ id, label: `Scénario ${id}` }));
export const facilitator = 'account:facilitator' as const;
export const authorityId = newId<'authority'>();

export const addAuthority = () =>
	inTransaction((tx) =>
		tx.insert(authorities).values({ id: authorityId, name: 'Trois-Rivelles', createdAt: new Date() })
	);

export interface OpenedBox {
	readonly boxId: BallotBoxId;
	readonly projectId: ReturnType<typeof newId<'project'>>;
	readonly jury: readonly string[];
	readonly team: readonly string[];
	readonly occasionId: string;
}

export async function openBox(jurors = 10, teammates = 3, optionsOfBox = options): Promise<OpenedBox> {
	const jury = Array.from({ length: jurors }, () => newId());
	const team = Array.from({ length: teammates }, () => newId());
	const occasionId = newId();
	const projectId = newId<'project'>();
	const opened = await inTransaction((tx) =>
		ballots.open(tx, {
			authorityId,
			projectId,
			occasionId,
			name: 'scenarios',
			topic: `step:${occasionId}`,
			grades,
			options: optionsOfBox,
			secrecy: { jury: 'secret', team: 'named' },
			roll: [
				...jury.map((voterId) => ({ voterId, college: 'jury' })),
				...team.map((voterId) => ({ voterId, college: 'team' }))
			],
			actor: facilitator
		})
	);
	if (!opened.accepted) throw new Error(opened.reason);
	return { boxId: opened.value, projectId, jury, team, occasionId };
}

/** `given`: a grade to each option, in the order of the ballot. */
export const cast = (boxId: BallotBoxId, voterId: string, given: readonly number[], of = options) =>
	inTransaction((tx) =>
		ballots.cast(tx, {
			authorityId,
			boxId,
			voterId,
			given: Object.fromEntries(of.map(({ id }, option) => [id, given[option]!])),
			actor: `seat:${voterId}`
		})
	);

export const close = (boxId: BallotBoxId) =>
	inTransaction((tx) => ballots.close(tx, { authorityId, boxId, actor: facilitator }));
