// How long a login session lives: thirty days that slide, renewed at half-life.

const day = 24 * 60 * 60 * 1000;

/** Milliseconds. */
export const sessionLife = 30 * day;

export const sessionEnd = (at: Date): Date => new Date(at.getTime() + sessionLife);

/** What to do with a session that is shown: let it be, renew it (less than half its life is left), or take it for ended. */
export function judgeSession(expiresAt: Date, at: Date): 'ended' | 'renewed' | 'alive' {
	const left = expiresAt.getTime() - at.getTime();
	if (left <= 0) return 'ended';
	return left < sessionLife / 2 ? 'renewed' : 'alive';
}
