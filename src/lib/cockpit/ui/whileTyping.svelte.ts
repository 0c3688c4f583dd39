// What a form was written upon: the screen may look again while somebody types, and what others wrote meanwhile was not read by whoever types (CO22).

export interface WhileTyping {
	/** how many changes the writer of the form had read */
	readonly revision: number;
	/** something is typed: from now on, what the form was written upon stands still */
	typed(): void;
	/** it is saved: the form follows its element again */
	saved(): void;
	/** how often it was saved: fields are drawn anew each time, else what was typed would stand before what others write next */
	readonly saves: number;
}

export function whileTyping(standing: () => number): WhileTyping {
	let read = $state<number>();
	let saves = $state(0);
	return {
		get revision() {
			return read ?? standing();
		},
		typed() {
			read ??= standing();
		},
		saved() {
			read = undefined;
			saves += 1;
		},
		get saves() {
			return saves;
		}
	};
}
