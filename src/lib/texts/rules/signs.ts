// The signs of a text: those that none of the room holds, since they cannot be seen or stored, or turn the line around; and its letters as they are compared.

// eslint-disable-next-line no-control-regex
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/;
const eachUnseen = new RegExp(unseen, 'g');

export const holdsUnseen = (text: string): boolean => unseen.test(text);

/** A text as typed, its lines and blanks made alike, without what cannot be seen or stored. */
export const withoutUnseen = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(eachUnseen, '');

/** A text as it is kept: without the unseen, composed after their removal (it may have parted a letter and its accent), no wide gaps, no blanks around. Composing a flood of accents costs the square of their number: the caller bounds it. */
export const asKept = (text: string): string => withoutUnseen(text).toWellFormed().normalize('NFC').replace(/\n{3,}/g, '\n\n').trim();

/** What was typed as words: kept as `asKept` keeps it, and empty where nothing of it can be seen. */
export const wordsIn = (text: string): string => {
	const kept = asKept(text);
	return /[^\s\p{Cf}\p{Mn}]/u.test(kept) ? kept : '';
};

/** A text as it is compared: in lower case, without accents; ligatures are two letters. */
export const foldedLetters = (text: string): string =>
	text
		.toLowerCase()
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replaceAll('œ', 'oe')
		.replaceAll('æ', 'ae');
