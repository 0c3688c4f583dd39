// Which passwords are refused, and why: too short, too long, too common, or made of the person's own name.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export type PasswordRefusal =
	'password-too-short' | 'password-too-long' | 'password-too-common' | 'password-holds-name';

/** Characters, spaces included (ASVS 6.2.1). */
export const shortestPassword = 12;
export const longestPassword = 256;

/** What people type first when twelve characters are asked: compared without case, accents, spaces and final digits. */
const commonest = new Set(
	`motdepasse monmotdepasse motdepasseazerty motdepassemotdepasse motdepassesecret azertyuiop azertyuiopqsdfghjklm azertyazerty azertyqsdfgh
	qwertyuiop qwertyqwerty qwertzuiop qwertyuiopasdfghjkl qsdfghjklmwxcvbn password passwordpassword mypassword thisismypassword passw0rd
	p@ssw0rd p@ssword administrateur administrator adminadmin adminadminadmin administration letmeinletmein welcomewelcome
	bonjour bonjourbonjour bonjourtoutlemonde jetaime jetaimejetaime jetaimefort iloveyou iloveyouiloveyou doudoudoudou loulouloulou
	soleilsoleil chouchouchou chocolatchocolat marseille olympiquedemarseille parissaintgermain parisparis collectivite
	collectiviteterritoriale communautedecommunes conseilmunicipal conseildepartemental mairie mairiemairie marchepublic marchespublics
	commandepublique achatpublic achatspublics eclaireurs eclaireurseclaireurs atelier atelieratelier changemoi changezmoi changemeplease
	secretsecret supersecret motdepasseprovisoire provisoire temporaire temporaire! testtesttest testtest superman batmanbatman footballfootball
	abcdefghijkl abcdefghijklm abcdefghijklmnop abcabcabcabc aaaaaaaaaaaa`
		.split(/\s+/)
		.filter(Boolean)
);

const plain = (text: string) =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[\s_.\-]/g, '');

/** One character, or a run of two or three, over and over; or a plain walk up or down (« 123456789012 »). */
function isAPattern(password: string): boolean {
	if (/^(.{1,3})\1+.{0,2}$/u.test(password)) return true;
	const steps = [...password]
		.map((letter) => letter.codePointAt(0)!)
		.map((code, at, codes) => (at ? code - codes[at - 1]! : 0));
	const walk = steps.slice(1);
	return walk.every((step) => step === 1 || step === -9) || walk.every((step) => step === -1 || step === 9);
}

/**
 * Judges a new password. Refuses fewer than 12 characters, more than 256, the commonest ones, plain patterns, and those that hold
 * little but the person's own name or address. Source: OWASP ASVS 6.2.1, 6.2.4.
 */
export function judgePassword(
	password: string,
	of: { readonly name: string; readonly email: string }
): Outcome<string, PasswordRefusal> {
	const length = [...password].length;
	if (length < shortestPassword) return refused('password-too-short'); // PE1
	if (length > longestPassword) return refused('password-too-long'); // PE1
	const bare = plain(password);
	const stem = bare.replace(/[\d!?*$@#%+=]+$/g, '');
	if (commonest.has(bare) || commonest.has(stem) || stem === '' || isAPattern(bare))
		return refused('password-too-common'); // PE2
	const own = [of.name, ...of.name.split(/\s+/), of.email, ...of.email.split(/[@.\-_]/)]
		.map(plain)
		.filter((word) => word.length >= 3)
		.sort((a, b) => b.length - a.length);
	const rest = own.reduce((left, word) => left.replaceAll(word, ''), stem);
	if (rest !== stem && rest.length < 5) return refused('password-holds-name'); // PE2
	return accepted(password);
}
