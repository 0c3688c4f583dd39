// What a form says it annotates, as one word that an address can carry.

export type About =
	/** a passage, in the version that was read */
	| { readonly what: 'passage'; readonly textId: string; readonly passageId: string; readonly version: number }
	/** a line of a strategy: of what gathering, under what code */
	| { readonly what: 'line'; readonly place: string; readonly code: string }
	/** an element of the cockpit */
	| { readonly what: 'element'; readonly element: string };

export function writeAbout(about: About): string {
	switch (about.what) {
		case 'passage':
			return `passage.${about.textId}.${about.passageId}.${about.version}`;
		case 'line':
			return `line.${about.place}.${about.code}`;
		case 'element':
			return `element.${about.element}`;
	}
}

/** Undefined for anything that `writeAbout` does not write. */
export function readAbout(typed: string): About | undefined {
	const [what, first = '', second = '', third = '', ...more] = typed.split('.');
	if (what === 'element' && first !== '' && second === '' && third === '' && more.length === 0) return { what, element: first };
	if (first === '' || second === '' || more.length > 0) return undefined;
	if (what === 'passage' && /^\d{1,6}$/.test(third)) return { what, textId: first, passageId: second, version: Number(third) };
	return what === 'line' && third === '' ? { what, place: first, code: second } : undefined;
}
