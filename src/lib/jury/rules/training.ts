// What a juror learns before anything of the project opens to them.

export const lessons = ['purchase', 'transparency', 'equality', 'access', 'secrecy', 'conflicts'] as const;
export type Lesson = (typeof lessons)[number];

/** By question, the choice made. */
export type QuizAnswers = Readonly<Record<string, string>>;
