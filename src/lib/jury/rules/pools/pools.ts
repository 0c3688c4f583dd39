// From where somebody comes, and how what they say reached us.

/** Those whom the electoral rolls gave, and those who came forward. */
export const pools = ['roll', 'volunteers'] as const;
export type Pool = (typeof pools)[number];

/** A list as somebody chose it; undefined for any other word. */
export const readPool = (typed: string): Pool | undefined => pools.find((one) => one === typed);

/** `import` is a file of the roll; `form` the person's own screen; the others are typed by somebody for them. */
export const channels = ['import', 'form', 'phone', 'paper'] as const;
export type Channel = (typeof channels)[number];

/** How somebody types for another. */
export const onBehalf = ['phone', 'paper'] as const satisfies readonly Channel[];
