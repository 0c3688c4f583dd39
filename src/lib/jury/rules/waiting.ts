// What waits for a juror at home, in the order in which it presses.
import type { Phase } from './choice.ts';
import type { Standing } from './declarations.ts';
import type { MandateStanding } from './mandates.ts';
import type { GateRefusal } from './training.ts';

/** The sealed room as it stands for one juror. */
export interface RoomToCome {
	readonly phase: Phase;
	/** of the declaration of this stage, signed since the room was switched on */
	readonly standing: Standing;
	/** samples on which they have something left to say */
	readonly unfinished: number;
	readonly opensAt: Date;
	/** excluded */
	readonly closesAt: Date;
}

export interface WaitingFacts {
	/** what holds back from the project; null where nothing does */
	readonly gate: GateRefusal | null;
	readonly isTrained: boolean;
	/** ISO day on which the members of a jury that has ended are forgotten; null while it has not */
	readonly forgetOn: string | null;
	/** of a mandate of the jury; null for whoever came in without one */
	readonly mandate: MandateStanding | null;
	/** titles of the rooms that are open now */
	readonly rooms: readonly string[];
	readonly sealedRoom: RoomToCome | null;
	/** a session of the clause before which nothing was declared yet */
	readonly owesSession: boolean;
	/** answers to their annotations that they have not read */
	readonly answers: number;
	/** questions to candidates on which they have said nothing */
	readonly questions: number;
}

export type Waiting =
	| { readonly what: 'ended'; readonly forgetOn: string }
	| { readonly what: 'training' | 'declaration' | 'sealed-declaration' | 'link-to-judge' | 'stepped-aside' | 'mandate' }
	| { readonly what: 'room'; readonly title: string }
	| { readonly what: 'sealed-room'; readonly unfinished: number; readonly closesAt: Date }
	| { readonly what: 'answers' | 'questions'; readonly count: number };

const behindTheGate = { 'training-needed': 'training', 'declaration-needed': 'declaration', 'link-to-judge': 'link-to-judge', 'stepped-aside': 'stepped-aside' } as const satisfies Record<GateRefusal, Waiting['what']>;

function ofSealedRoom({ phase, standing, unfinished, closesAt }: RoomToCome): readonly Waiting[] {
	if (phase !== 'open' && phase !== 'before') return [];
	if (standing === 'to-declare') return [{ what: 'sealed-declaration' }];
	return phase === 'open' && standing === 'takes-part' && unfinished > 0 ? [{ what: 'sealed-room', unfinished, closesAt }] : [];
}

/**
 * Everything that waits for a juror, the most pressing first; empty where nothing does. Behind a gate, only what opens it and the end of the mandate; after the end of
 * the jury, what is left to read (JU160). Source: JUR-6, JUR-7, script 4.3.
 */
export function waitingFor(facts: WaitingFacts): readonly Waiting[] {
	const answers: readonly Waiting[] = facts.gate === null && facts.answers > 0 ? [{ what: 'answers', count: facts.answers }] : [];
	if (facts.forgetOn !== null) return [{ what: 'ended', forgetOn: facts.forgetOn }, ...answers];
	const mandate: readonly Waiting[] = facts.mandate === 'to-answer' ? [{ what: 'mandate' }] : [];
	if (facts.gate !== null) return [{ what: behindTheGate[facts.gate] }, ...mandate];
	return [
		...facts.rooms.map((title): Waiting => ({ what: 'room', title })),
		...(facts.sealedRoom ? ofSealedRoom(facts.sealedRoom) : []),
		...(facts.owesSession ? [{ what: 'declaration' } as const] : []),
		...mandate,
		...answers,
		...(facts.questions > 0 ? [{ what: 'questions', count: facts.questions } as const] : []),
		...(facts.isTrained ? [] : [{ what: 'training' } as const])
	];
}
