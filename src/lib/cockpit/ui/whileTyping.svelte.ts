// What a form was written upon: the screen may look again while somebody types, and what others wrote meanwhile was not read by whoever types (CO22).

export interface WhileTyping {
	/** how many changes the writer of the form had read */
	readonly revision: number;
	/** something is typed: from now on, what the form was written upon stands still */
	typed(): void;
	/** it is saved: the form follows its element again */
	saved(): void;
}

export function whileTyping(standing: () => number): WhileTyping {
	let read = $state<number>();
	return {
		get revision() {
			return read ?? standing();
		},
		typed() {
			read ??= standing();
		},
		saved() {
			read = undefined;
		}
	};
}
