// The lessons in words: what one reads, then three questions with an explanation for each choice.
import { m } from '#lib/words/messages.js';
import type { Choice, Lesson, Question } from '../rules/training.ts';

type Words = () => string;
interface QuestionWords {
	readonly ask: Words;
	readonly choices: Readonly<Partial<Record<Choice, { readonly say: Words; readonly why: Words }>>>;
}
export interface LessonWords {
	readonly parts: readonly { readonly title: Words; readonly text: Words }[];
	readonly term: Words;
	readonly quiz: Readonly<Record<Question['id'], QuestionWords>>;
}

export const lessonWords: Readonly<Record<Lesson, LessonWords>> = {
	purchase: {
		parts: [
			{ title: () => m.training_purchase_h1(), text: () => m.training_purchase_t1() },
			{ title: () => m.training_purchase_h2(), text: () => m.training_purchase_t2() },
			{ title: () => m.training_purchase_h3(), text: () => m.training_purchase_t3() }
		],
		term: () => m.training_purchase_term(),
		quiz: {
			q1: {
				ask: () => m.training_purchase_q1(),
				choices: {
					a: { say: () => m.training_purchase_q1_a(), why: () => m.training_purchase_q1_a_why() },
					b: { say: () => m.training_purchase_q1_b(), why: () => m.training_purchase_q1_b_why() },
					c: { say: () => m.training_purchase_q1_c(), why: () => m.training_purchase_q1_c_why() }
				}
			},
			q2: {
				ask: () => m.training_purchase_q2(),
				choices: {
					a: { say: () => m.training_purchase_q2_a(), why: () => m.training_purchase_q2_a_why() },
					b: { say: () => m.training_purchase_q2_b(), why: () => m.training_purchase_q2_b_why() }
				}
			},
			q3: {
				ask: () => m.training_purchase_q3(),
				choices: {
					a: { say: () => m.training_purchase_q3_a(), why: () => m.training_purchase_q3_a_why() },
					b: { say: () => m.training_purchase_q3_b(), why: () => m.training_purchase_q3_b_why() },
					c: { say: () => m.training_purchase_q3_c(), why: () => m.training_purchase_q3_c_why() }
				}
			}
		}
	},
	transparency: {
		parts: [
			{ title: () => m.training_transparency_h1(), text: () => m.training_transparency_t1() },
			{ title: () => m.training_transparency_h2(), text: () => m.training_transparency_t2() },
			{ title: () => m.training_transparency_h3(), text: () => m.training_transparency_t3() }
		],
		term: () => m.training_transparency_term(),
		quiz: {
			q1: {
				ask: () => m.training_transparency_q1(),
				choices: {
					a: { say: () => m.training_transparency_q1_a(), why: () => m.training_transparency_q1_a_why() },
					b: { say: () => m.training_transparency_q1_b(), why: () => m.training_transparency_q1_b_why() },
					c: { say: () => m.training_transparency_q1_c(), why: () => m.training_transparency_q1_c_why() }
				}
			},
			q2: {
				ask: () => m.training_transparency_q2(),
				choices: {
					a: { say: () => m.training_transparency_q2_a(), why: () => m.training_transparency_q2_a_why() },
					b: { say: () => m.training_transparency_q2_b(), why: () => m.training_transparency_q2_b_why() }
				}
			},
			q3: {
				ask: () => m.training_transparency_q3(),
				choices: {
					a: { say: () => m.training_transparency_q3_a(), why: () => m.training_transparency_q3_a_why() },
					b: { say: () => m.training_transparency_q3_b(), why: () => m.training_transparency_q3_b_why() }
				}
			}
		}
	},
	equality: {
		parts: [
			{ title: () => m.training_equality_h1(), text: () => m.training_equality_t1() },
			{ title: () => m.training_equality_h2(), text: () => m.training_equality_t2() },
			{ title: () => m.training_equality_h3(), text: () => m.training_equality_t3() }
		],
		term: () => m.training_equality_term(),
		quiz: {
			q1: {
				ask: () => m.training_equality_q1(),
				choices: {
					a: { say: () => m.training_equality_q1_a(), why: () => m.training_equality_q1_a_why() },
					b: { say: () => m.training_equality_q1_b(), why: () => m.training_equality_q1_b_why() }
				}
			},
			q2: {
				ask: () => m.training_equality_q2(),
				choices: {
					a: { say: () => m.training_equality_q2_a(), why: () => m.training_equality_q2_a_why() },
					b: { say: () => m.training_equality_q2_b(), why: () => m.training_equality_q2_b_why() },
					c: { say: () => m.training_equality_q2_c(), why: () => m.training_equality_q2_c_why() }
				}
			},
			q3: {
				ask: () => m.training_equality_q3(),
				choices: {
					a: { say: () => m.training_equality_q3_a(), why: () => m.training_equality_q3_a_why() },
					b: { say: () => m.training_equality_q3_b(), why: () => m.training_equality_q3_b_why() }
				}
			}
		}
	},
	access: {
		parts: [
			{ title: () => m.training_access_h1(), text: () => m.training_access_t1() },
			{ title: () => m.training_access_h2(), text: () => m.training_access_t2() },
			{ title: () => m.training_access_h3(), text: () => m.training_access_t3() }
		],
		term: () => m.training_access_term(),
		quiz: {
			q1: {
				ask: () => m.training_access_q1(),
				choices: {
					a: { say: () => m.training_access_q1_a(), why: () => m.training_access_q1_a_why() },
					b: { say: () => m.training_access_q1_b(), why: () => m.training_access_q1_b_why() }
				}
			},
			q2: {
				ask: () => m.training_access_q2(),
				choices: {
					a: { say: () => m.training_access_q2_a(), why: () => m.training_access_q2_a_why() },
					b: { say: () => m.training_access_q2_b(), why: () => m.training_access_q2_b_why() }
				}
			},
			q3: {
				ask: () => m.training_access_q3(),
				choices: {
					a: { say: () => m.training_access_q3_a(), why: () => m.training_access_q3_a_why() },
					b: { say: () => m.training_access_q3_b(), why: () => m.training_access_q3_b_why() }
				}
			}
		}
	},
	secrecy: {
		parts: [
			{ title: () => m.training_secrecy_h1(), text: () => m.training_secrecy_t1() },
			{ title: () => m.training_secrecy_h2(), text: () => m.training_secrecy_t2() },
			{ title: () => m.training_secrecy_h3(), text: () => m.training_secrecy_t3() }
		],
		term: () => m.training_secrecy_term(),
		quiz: {
			q1: {
				ask: () => m.training_secrecy_q1(),
				choices: {
					a: { say: () => m.training_secrecy_q1_a(), why: () => m.training_secrecy_q1_a_why() },
					b: { say: () => m.training_secrecy_q1_b(), why: () => m.training_secrecy_q1_b_why() }
				}
			},
			q2: {
				ask: () => m.training_secrecy_q2(),
				choices: {
					a: { say: () => m.training_secrecy_q2_a(), why: () => m.training_secrecy_q2_a_why() },
					b: { say: () => m.training_secrecy_q2_b(), why: () => m.training_secrecy_q2_b_why() },
					c: { say: () => m.training_secrecy_q2_c(), why: () => m.training_secrecy_q2_c_why() }
				}
			},
			q3: {
				ask: () => m.training_secrecy_q3(),
				choices: {
					a: { say: () => m.training_secrecy_q3_a(), why: () => m.training_secrecy_q3_a_why() },
					b: { say: () => m.training_secrecy_q3_b(), why: () => m.training_secrecy_q3_b_why() }
				}
			}
		}
	},
	conflicts: {
		parts: [
			{ title: () => m.training_conflicts_h1(), text: () => m.training_conflicts_t1() },
			{ title: () => m.training_conflicts_h2(), text: () => m.training_conflicts_t2() },
			{ title: () => m.training_conflicts_h3(), text: () => m.training_conflicts_t3() }
		],
		term: () => m.training_conflicts_term(),
		quiz: {
			q1: {
				ask: () => m.training_conflicts_q1(),
				choices: {
					a: { say: () => m.training_conflicts_q1_a(), why: () => m.training_conflicts_q1_a_why() },
					b: { say: () => m.training_conflicts_q1_b(), why: () => m.training_conflicts_q1_b_why() },
					c: { say: () => m.training_conflicts_q1_c(), why: () => m.training_conflicts_q1_c_why() }
				}
			},
			q2: {
				ask: () => m.training_conflicts_q2(),
				choices: {
					a: { say: () => m.training_conflicts_q2_a(), why: () => m.training_conflicts_q2_a_why() },
					b: { say: () => m.training_conflicts_q2_b(), why: () => m.training_conflicts_q2_b_why() }
				}
			},
			q3: {
				ask: () => m.training_conflicts_q3(),
				choices: {
					a: { say: () => m.training_conflicts_q3_a(), why: () => m.training_conflicts_q3_a_why() },
					b: { say: () => m.training_conflicts_q3_b(), why: () => m.training_conflicts_q3_b_why() }
				}
			}
		}
	}
};
