// What a form of a cockpit answers itself when the network is cut: nothing left, what was typed is there, in the form that sent it.

/** A failure as SvelteKit writes it for an action: its act, and the fields that were to go, those of several values line by line. */
export function unsent({ search }: URL, { body }: RequestInit): Response {
	const typed = body instanceof URLSearchParams || body instanceof FormData ? [...body] : [];
	const words = typed.map(([name, value]) => [name, typeof value === 'string' ? value : ''] as const);
	const said = [...Map.groupBy(words, ([name]) => name)].map(
		([name, all]) => [name, all.map(([, value]) => value).join('\n')] as const
	);
	const act = search.replace(/^\?\//, '').replace(/&.*$/, '');
	const data = [
		{ act: 1, refusal: 2, fields: 3 },
		act,
		'not-sent',
		Object.fromEntries(said.map(([name], nth) => [name, nth + 4])),
		...said.map(([, value]) => value)
	];
	return Response.json({ type: 'failure', status: 503, data: JSON.stringify(data) }, { status: 503 });
}
