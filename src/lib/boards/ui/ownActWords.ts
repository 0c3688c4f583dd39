import { m } from '#lib/words/messages.js';
import { beginningOf } from '../../texts/rules/beginning.ts';
import type { ActName } from '../rules/ownActs.ts';
import type { OwnActs } from './ownActs.svelte.ts';

const words = {
	moved: (subject) => m.boards_act_moved({ subject }),
	grouped: (subject) => m.boards_act_grouped({ subject }),
	renamed: (subject) => m.boards_act_renamed({ subject }),
	ungrouped: (subject) => m.boards_act_ungrouped({ subject }),
	changed: (subject) => m.boards_act_changed({ subject }),
	placed: (subject) => m.boards_act_placed({ subject }),
	linked: (subject) => m.boards_act_linked({ subject }),
	unlinked: (subject) => m.boards_act_unlinked({ subject }),
	drawn: () => m.boards_act_drawn(),
	erased: () => m.boards_act_erased()
} satisfies Record<ActName, (subject: string) => string>;

/** One's own act, as « défaire » names it; nothing for one that has no name. */
export const actInWords = (act: OwnActs['last']): string => (act && 'name' in act ? words[act.name](beginningOf(act.subject) || m.boards_untitled()) : '');
