// French words before a name: « l’objection d’Aubépine », « la main de Houx ».

/** An h that is heard as none: Hélène, Hubert, Hyacinthe; that of Hassan, of a hêtre, of a houx or of a héron is not. */
const muteH = /^h(?:e(?![rt](?:on|isson|os|re))|i(?!bou)|o(?!ux|u)|u|y)/;
/** a y before a vowel is none: Yasmine; nor are the first sounds of these */
const vowel = /^(?:[aeiouœæ]|y(?![aeiou]))/;
const unheard = /^(?:onz|oui\b|ouistiti|yi)/;

/** « de » before a name, with its space, or « d’ » before a vowel or a mute h. */
export function de(name: string): 'de ' | 'd’' {
	const first = name.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return (vowel.test(first) || muteH.test(first)) && !unheard.test(first) ? 'd’' : 'de ';
}
