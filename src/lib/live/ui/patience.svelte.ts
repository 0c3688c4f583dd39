// A screen of the room outlives its network: a look that fails waits and tries again, and an act that cannot leave is refused with a sentence. Without this, SvelteKit would put its error page in place of what somebody is writing, or of the wall's last picture.
/** Whether something could not leave or come: a stream may take long to notice. */
export const network = $state({ isAway: false });

const pauses = [800, 1500, 3000, 5000];

/** What the server could not say, it may say a moment later, once the room has moved on; after so many tries the page says so. */
const triesOfBroken = 3;

const isLook = (url: URL) => url.pathname.endsWith('/__data.json');
const isAct = (init: RequestInit) => init.method === 'POST' && new Headers(init.headers).has('x-sveltekit-action');
/** What a proxy answers while the server behind it starts again. */
const isAway = (status: number) => status === 502 || status === 503 || status === 504;

/** The answer of an action, as SvelteKit writes it, for one that never left. */
const notSent = () =>
	Response.json({ type: 'failure', status: 503, data: JSON.stringify([{ isFrame: 1, act: 2, refusal: 3 }, true, '', 'not-sent']) }, { status: 503 });

async function lookUntilSeen(look: () => Promise<Response>): Promise<Response> {
	for (let tries = 0; ; tries += 1) {
		const answer = await look().catch(() => undefined);
		network.isAway = !answer || isAway(answer.status);
		const isBroken = answer?.headers.get('x-broken') === 'yes' && tries < triesOfBroken;
		if (answer && !network.isAway && !isBroken) return answer;
		const pause = pauses[Math.min(tries, pauses.length - 1)]!;
		await new Promise<void>((resolve) => {
			const done = () => {
				clearTimeout(timer);
				window.removeEventListener('online', done);
				resolve();
			};
			const timer = setTimeout(done, pause * (0.75 + Math.random() / 2));
			window.addEventListener('online', done);
		});
	}
}

type Unsent = (to: URL, init: RequestInit) => Response;

/** Who keeps the screen, the last come last; `unsent` where an act that never left is answered. */
const holders: { readonly unsent: Unsent | undefined }[] = [];
let natural: typeof fetch | undefined;

/** Keeps the screen through cuts for as long as it is shown; `unsent` answers for an act that never left. Answers how to stop. */
export const outliveCuts = (unsent: Unsent = notSent): (() => void) => hold(unsent);

/** The same for looks alone: an act that cannot leave is said under its form. */
export const outliveLooks = (): (() => void) => hold(undefined);

function hold(unsent: Unsent | undefined): () => void {
	const holder = { unsent };
	holders.push(holder);
	if (!natural) {
		const plain = window.fetch;
		natural = plain;
		window.fetch = async (input, init) => {
			const url = new URL(input instanceof Request ? input.url : input, location.href);
			if (url.origin !== location.origin) return plain(input, init);
			if (isLook(url)) return lookUntilSeen(() => plain(input, init));
			const answerFor = holders.findLast((one) => one.unsent)?.unsent;
			if (!answerFor || !init || !isAct(init)) return plain(input, init);
			const answer = await plain(input, init).catch(() => undefined);
			network.isAway = !answer || isAway(answer.status);
			return answer && !network.isAway ? answer : answerFor(url, init);
		};
	}
	return () => {
		holders.splice(holders.indexOf(holder), 1);
		if (holders.length > 0 || !natural) return;
		window.fetch = natural;
		natural = undefined;
	};
}
