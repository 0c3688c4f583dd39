// What simulated people write: sentences that any project of public buying may hear. They stand for an authority's own words, so they are French.
import type { ModeId } from '../../cockpit/rules/modes/ids.ts';
import type { Zone } from '../../workshop/rules/landscape.ts';
import { beginningOf } from '../../texts/rules/beginning.ts';
import { chance, pick, shuffled } from './chance.ts';
import type { Person } from './people.ts';
import type { Subject } from './subject.ts';

const cards: Readonly<Record<Zone, readonly string[]>> = {
	needs: [
		'Comprendre en une page ce qui va changer, et quand',
		'Quelqu’un qui répond au téléphone, avec un nom',
		'Des horaires qui vont aussi à celles et ceux qui travaillent tôt',
		'Que ce soit prêt le jour où l’on en a besoin',
		'Pouvoir dire que cela ne va pas, et voir que cela compte',
		'Que les plus petites communes ne soient pas servies en dernier',
		'Une solution qui tient dix ans, pas deux',
		'Pouvoir réparer au lieu de jeter',
		'Ne pas devoir remplir trois fois le même papier',
		'Que le prix reste juste pour les familles',
		'Des personnes formées, et qui restent',
		'Un endroit où l’on se rencontre, pas seulement un guichet',
		'Savoir d’où vient ce qui est acheté',
		'Moins de paperasse, et plus de temps sur place',
		'Que les enfants et les anciens y aient leur place'
	],
	resources: [
		'L’atelier d’insertion de la zone d’activité, qui cherche du travail régulier',
		'Les artisanes et artisans d’ici, s’ils répondent à plusieurs',
		'Le lycée professionnel, à vingt minutes',
		'L’agente qui tient le service depuis quinze ans et sait tout',
		'Un local de la commune, à prêter',
		'La régie de quartier et ses deux camionnettes',
		'Une association qui a déjà essayé, et le raconte volontiers',
		'Les communes voisines, qui ont le même contrat à refaire',
		'La coopérative : elle sait livrer de petites quantités',
		'Des habitantes et habitants prêts à tester avant tout le monde',
		'Le bureau d’études de l’intercommunalité',
		'Une petite entreprise qui reconditionne, au chef-lieu'
	],
	innovation: [
		'Commencer petit : trois mois, un quartier, puis décider',
		'Payer au résultat constaté plutôt qu’à la quantité livrée',
		'Une clause qui laisse le contrat apprendre chaque année',
		'Un lot réservé aux structures d’insertion',
		'Prêter et partager le matériel entre communes',
		'Un comité d’usage qui visite deux fois par an',
		'Rendre publics les chiffres du contrat, en mots simples',
		'Un achat groupé, mais avec des livraisons différentes',
		'Demander aux entreprises ce qu’elles feraient avec la moitié',
		'Une garantie longue, et l’entretien compris'
	],
	constraints: [
		'Le budget est voté : rien de plus avant deux ans',
		'Le contrat actuel finit au printemps',
		'Une seule personne au service achats',
		'Le dossier de réponse fait peur aux petites entreprises',
		'Deux calendriers qui ne se parlent pas : le nôtre et celui du budget',
		'Une aide de la région peut tomber si l’on dépose avant l’été',
		'Ce qui existe déjà doit marcher pendant que l’on change',
		'Personne n’aime changer pendant l’hiver',
		'Les prix de l’énergie peuvent encore monter',
		'La loi demande bientôt plus de réemploi : autant commencer'
	]
};

/** What a group of two cards may be called, whatever they say. */
export const groupNames: Readonly<Record<Zone, string>> = {
	needs: 'Un même besoin, dit deux fois',
	resources: 'Des gens d’ici',
	innovation: 'À essayer ensemble',
	constraints: 'À ne pas oublier'
};

const more: Readonly<Partial<Record<Person['capacity'], readonly string[]>>> = {
	juror: ['Je le vois chaque semaine.', 'On en parle à la sortie de l’école.', 'Mes voisins disent pareil.', 'Cela m’est arrivé l’an dernier.'],
	prescriber: ['Le service le demande depuis longtemps.', 'C’est ce que dit l’enquête.', 'Nous l’avons mesuré.'],
	buyer: ['Cela s’écrit dans un contrat.', 'Il faudra un critère clair.', 'D’autres collectivités le font.'],
	'elected-official': ['On me le dit à chaque permanence.', 'Le conseil y sera attentif.', 'C’est un engagement du mandat.']
};

/** What is said of a topic of the workshop: each goes on after its name. */
const sayings: Readonly<Record<Zone, readonly string[]>> = {
	needs: [
		'que cela se voie dès la première année',
		'comprendre en une page ce qui va changer',
		'pouvoir dire quand cela ne va pas, et que cela compte',
		'une solution qui tient dix ans, pas deux',
		'sans que le prix monte pour les familles',
		'avec des personnes formées, et qui restent'
	],
	resources: ['à rencontrer avant d’écrire', 'pour savoir ce qui marche déjà', 'pour essayer avant tout le monde', 'à associer au suivi, deux fois par an', 'pour relire le dossier avec d’autres yeux'],
	innovation: ['l’essayer trois mois, dans un seul lieu', 'mesurer avant et après, et publier le résultat', 'commencer petit, avec un point d’arrêt', 'payer une partie au résultat', 'le construire avec celles et ceux qui s’en servent'],
	constraints: ['à regarder avant de signer', 'demander comment d’autres ont fait', 'cela s’écrit dans le contrat', 'qui s’en occupe, et avec quel argent', 'le dire aux candidats dès le début']
};

/** One deck a zone, dealt around the room: nobody says the same as another before all of it is said. */
const dealt = 13;
const fewestOfDeck = 8;

/** What may be said in a zone: of the workshop's own topics, each under another light; of anything, where there are too few. */
function deckOf(zone: Zone, subject: Subject | undefined): readonly string[] {
	const topics = subject?.of[zone] ?? [];
	const own = sayings[zone].flatMap((saying) => topics.map((topic) => `${topic} : ${saying}`));
	const deck = own.length >= fewestOfDeck ? own : [...own, ...cards[zone]];
	// dealt by thirteen, a deck of so many would give somebody the same card twice
	return deck.length % dealt === 0 ? deck.slice(1) : deck;
}

/** The card that somebody writes there, their nth: no two of theirs alike; a wordy one says more. On the workshop's own subject where there is one (RE22). At most the length of a card. */
export function cardWords(seed: string, me: Person, zone: Zone, nth: number, subject?: Subject): string {
	const deck = deckOf(zone, subject);
	const text = shuffled(deck, (one) => one, seed, zone)[(me.nth + dealt * nth) % deck.length]!;
	const said = pick(more[me.capacity] ?? more.juror!, seed, me.nth, zone, nth, 'more');
	const says = me.temperament === 'wordy' || chance(seed, me.nth, zone, nth, 'says') < 0.3;
	// whom one could meet, or what could be tried, nobody has seen this week
	const hasLived = zone === 'needs' || zone === 'constraints';
	return me.temperament === 'silent' || !says || !hasLived ? text : `${text}. ${said}`;
}

/** What nobody should have to read: to practise setting it aside. */
export const hurtfulCard = 'Celui qui a écrit ce projet est un incapable, et dans cette salle tout le monde le sait';
export const hurtfulQuestion = 'Pourquoi laisse-t-on parler des gens qui n’ont jamais travaillé ?';

export const questions: readonly string[] = [
	'Qui s’occupe de l’entretien au bout de deux ans ?',
	'Combien cela coûte-t-il par an, une fois installé ?',
	'Que se passe-t-il si personne ne répond ?',
	'Est-ce que les petites communes sont comprises ?',
	'À partir de quand voit-on la différence ?',
	'Peut-on arrêter avant la fin si cela ne marche pas ?',
	'Qui vérifie que c’est bien fait, et avec quels mots ?',
	'Est-ce que les personnes qui y travaillent restent ?',
	'Qu’est-ce qui a été abandonné en chemin, et pourquoi ?',
	'Une entreprise de trois personnes peut-elle répondre ?',
	'Comment prévient-on les gens concernés ?',
	'Que devient ce qui existe aujourd’hui ?'
];

/** A question of one person, about a passage of the proposal where there is one. */
export function questionOf(seed: string, me: Person, subject: Subject | undefined): string {
	const question = pick(questions, seed, me.nth, 'question');
	const passages = subject?.passages ?? [];
	return passages.length === 0 ? question : `${pick(passages, seed, me.nth, 'passage')} : ${question[0]!.toLocaleLowerCase('fr')}${question.slice(1)}`;
}

export const answers: readonly string[] = [
	'C’est prévu au contrat, avec un bilan chaque année.',
	'L’ordre de grandeur est dans le dossier ; nous le préciserons avant l’été.',
	'Nous découpons en petits lots pour que cela n’arrive pas.',
	'Oui, et c’est écrit dans la première partie.',
	'Nous le mesurerons avec vous, six mois après le début.'
];

export const roleSentences: readonly string[] = [
	'Je regarde si cela tient encore dans dix ans.',
	'Je parle pour celles et ceux qui ne viendront pas à la réunion.',
	'Je demande qui le fait, et quand.',
	'Je veux que ce soit simple, et près de chez moi.',
	'Je défends ce qui se répare.',
	'Je compte : chaque euro doit se voir.'
];

/** What is added to a passage by a replacement: it goes on after a comma. */
export const clauses: readonly string[] = [
	'avec un bilan public chaque année',
	'en lots assez petits pour une entreprise d’ici',
	'avec une personne nommée qui répond',
	'en commençant par un essai de trois mois',
	'en réemployant ce qui peut l’être',
	'avec des horaires décidés avec celles et ceux qui s’en servent',
	'en formant l’équipe avant l’ouverture',
	'avec une clause qui permet de corriger chaque année'
];

export const additions: readonly string[] = [
	'Un comité d’usage visite le service deux fois par an et publie ce qu’il voit.',
	'Ce qui est promis se vérifie deux fois par an, devant celles et ceux qui s’en servent.',
	'Une réunion présente le contrat aux petites entreprises avant le dépôt.',
	'Les personnes qui y travaillent sont consultées avant chaque changement.',
	'Le contrat prévoit un point d’arrêt au bout de la première année.',
	'Une personne nommée répond aux questions dès le premier jour.'
];

/** What is added for a need that nothing answers yet. */
export const additionFor = (need: string): string => `Le contrat dit comment il répond à « ${beginningOf(need, 90)} », et on le mesure chaque année.`;

export const conditions: readonly string[] = [
	'à condition que le coût complet soit connu avant de signer',
	'à condition que l’équipe actuelle garde son travail',
	'à condition qu’un essai ait montré que cela marche',
	'à condition que les plus petites communes soient servies en même temps'
];

export const reasons: readonly string[] = [
	'Sans cela, rien ne change pour les personnes concernées.',
	'Le paysage l’a dit plusieurs fois.',
	'Sinon on le découvrira trop tard.',
	'C’est ce que mon rôle défend.',
	'Cela coûte peu, et cela évite beaucoup.',
	'D’autres l’ont fait, et ne reviendraient pas en arrière.'
];

export const laterReasons: readonly string[] = ['À reprendre à l’écriture du cahier des charges.', 'Il faut d’abord le chiffre : nous le demandons.', 'Cela dépend d’une décision du conseil.'];

export const alreadySaid = 'Déjà écrit, par un autre amendement qui dit la même chose.';

export const clashesWithAnother = 'Un autre amendement a changé les mêmes mots : à reprendre ensemble.';

export const leftNeeds: readonly string[] = ['Cela relève d’un autre service : nous lui transmettons.', 'Pas dans ce contrat ; noté pour le suivant.', 'Le budget voté ne le permet pas cette année.'];

export const changed = 'Le paysage m’a fait changer le début : nous partons des personnes concernées, et d’un essai avant de généraliser.';

export const objections: readonly { readonly risk: string; readonly wouldLift: string; readonly integration: string }[] = [
	{
		risk: 'Si l’essai réussit sans moyens pour la suite, le service s’arrête au moment où l’on commence à compter dessus.',
		wouldLift: 'Une ligne de budget réservée pour l’année qui suit l’essai.',
		integration: 'Une ligne est réservée dès maintenant pour l’année qui suit l’essai ; elle est libérée si le bilan est bon.'
	},
	{
		risk: 'Un seul titulaire pour tout : s’il s’arrête, tout s’arrête le même jour.',
		wouldLift: 'Au moins deux lots, et personne ne peut emporter les deux.',
		integration: 'Le marché compte deux lots au moins ; une même entreprise ne peut pas emporter les deux.'
	},
	{
		risk: 'Les plus petites communes seront servies après les autres, comme la dernière fois.',
		wouldLift: 'Un calendrier écrit, qui commence par elles.',
		integration: 'Le calendrier est annexé au contrat et commence par les trois plus petites communes.'
	}
];

export const matrixSentence = 'Les impacts et le vote ne disent pas la même chose : la salle suit le vote et garde les risques sous surveillance.';

export const closingWords: readonly string[] = ['utile', 'concret', 'dense', 'vivant', 'écoute', 'clair', 'long', 'juste', 'collectif', 'surprenant', 'exigeant', 'encourageant'];

export const closingBody = 'Conseil communautaire (répétition)';
export const closingDates: readonly { readonly inDays: number; readonly what: string }[] = [
	{ inDays: 14, what: 'La stratégie mise au propre est envoyée à toutes et tous' },
	{ inDays: 45, what: 'Lancement de la consultation' },
	{ inDays: 120, what: 'Première visite du comité d’usage' }
];

/** Where neither the team nor the project says why the room is here. */
export const usualObjective = 'Dire ensemble de quoi nous avons besoin, et choisir comment l’acheter.';

export const concerns: readonly string[] = [
	'Est-ce que mon nom sera dans le compte rendu ?',
	'Que devient ce que nous proposons après ce soir ?',
	'Peut-on changer d’avis en cours de route ?',
	'Qui a choisi les personnes présentes ?',
	'Est-ce que le conseil peut décider autre chose ?'
];

/** What somebody says beside a reaction to a material. */
export const fieldNotes: Readonly<Record<'surprises' | 'confirms' | 'question', readonly string[]>> = {
	surprises: ['Je ne l’aurais jamais cru.', 'C’est bien plus que je ne pensais.', 'Personne ne nous l’avait dit.'],
	confirms: ['Je le vois chaque semaine.', 'Mes voisins disent pareil.', 'C’est ce que l’on entend partout.'],
	question: ['Est-ce plus ou moins qu’ailleurs ?', 'Qui le mesure, et depuis quand ?', 'Était-ce pareil avant ?']
};

/** What a room would add to a scenario: to its idea, or one more fact, « libellé : valeur ». */
export const suggestionsToScenarios: readonly { readonly kind: 'fact' | 'idea'; readonly text: string }[] = [
	{ kind: 'fact', text: 'Bilan public : une fois par an, en mots simples' },
	{ kind: 'fact', text: 'Personnes à former : avant l’ouverture' },
	{ kind: 'fact', text: 'Point d’arrêt : au bout de la première année' },
	{ kind: 'fact', text: 'Petites communes : servies en même temps que les autres' },
	{ kind: 'idea', text: 'On commence par un essai de trois mois, dans un seul lieu.' },
	{ kind: 'idea', text: 'Les personnes qui s’en servent choisissent les horaires.' }
];

/** How a scenario would be bought and when, one after the other. */
export const waysOfScenarios: readonly { readonly modes: string; readonly calendar: string }[] = [
	{ modes: 'Achat seul', calendar: 'Consultation au printemps, tout ouvre à la rentrée suivante' },
	{ modes: 'Achat, soutien à la R&D', calendar: 'Essai de six mois, puis plein régime l’année d’après' },
	{ modes: 'Achat, subvention', calendar: 'Deux étapes, un an entre les deux' },
	{ modes: 'Achat, public-communs', calendar: 'Commencer petit, décider de la suite après un an' }
];

/** What a room calls a scenario that nobody had written. */
export const scenariosMade: readonly { readonly name: string; readonly idea: string; readonly facts: string }[] = [
	{ name: 'Commencer petit', idea: 'Un essai dans un seul lieu, un bilan, puis la suite seulement si le bilan est bon.', facts: 'Point d’arrêt : au bout d’un an' },
	{ name: 'Tout d’un coup', idea: 'Le service complet pour tout le monde, le même jour.', facts: 'Ouverture : une seule fois' },
	{ name: 'Avec les voisins', idea: 'Acheter avec les communes voisines, et partager le matériel.', facts: 'Partage : une convention à signer' }
];

/** A budget line, as shares of the total in thousandths: the lowest and the highest of its range. */
export const budgetShares: readonly { readonly label: string; readonly low: number; readonly high: number }[] = [
	{ label: 'Achat : travaux et équipement', low: 420, high: 470 },
	{ label: 'Achat : service, quatre ans', low: 360, high: 420 },
	{ label: 'Soutien à la R&D', low: 15, high: 25 },
	{ label: 'Subvention', low: 20, high: 35 }
];

/** Euros that a rehearsal counts with where nobody said a total. */
export const usualTotal = 1_200_000;

/** « Ce qu'elle m'a fait voir », as the card is handed back. */
export const madeSee: readonly string[] = [
	'Défendre un autre point de vue que le mien m’a fait douter.',
	'Personne ne demande son avis à celui qui fera le travail.',
	'On peut être d’accord sur le but et pas du tout sur le calendrier.',
	'Le coût complet change l’ordre des scénarios.',
	'Un dossier trop long, c’est déjà choisir qui répond.'
];

/** « À savoir » and « à demander aux candidats ». */
export const canvasNotes: readonly { readonly kind: 'know' | 'ask'; readonly text: string }[] = [
	{ kind: 'know', text: 'Une association d’ici a déjà essayé : la rencontrer avant d’écrire.' },
	{ kind: 'know', text: 'Le lycée professionnel forme des jeunes à ce métier.' },
	{ kind: 'know', text: 'Les communes voisines ont le même contrat à refaire dans deux ans.' },
	{ kind: 'know', text: 'Le contrat actuel a été prolongé deux fois : demander pourquoi.' },
	{ kind: 'ask', text: 'Qui remplace la personne habituelle quand elle est absente ?' },
	{ kind: 'ask', text: 'D’où vient ce que vous livrez, et qui le fabrique ?' },
	{ kind: 'ask', text: 'Pouvez-vous commencer par un seul lieu ?' },
	{ kind: 'ask', text: 'Comment formez-vous les équipes déjà en place ?' }
];

interface WordsOfLine {
	readonly object: string;
	readonly actors: string;
	/** as typed; both empty: no money changes hands */
	readonly low: string;
	readonly high: string;
	readonly answers: Readonly<Record<string, string>>;
}

/** One line of a sketch for each investment mode. */
export const sketchLines: Readonly<Record<ModeId, WordsOfLine>> = {
	purchase: {
		object: 'Le service et son équipement, en lots assez petits pour une entreprise d’ici',
		actors: 'Le service achats, la direction concernée, les entreprises retenues',
		low: '800 000',
		high: '950 000',
		answers: { idea: 'authority', market: 'yes', innovative: '', lots: '4' }
	},
	research: {
		object: 'Essayer pendant trois mois ce que personne ne vend encore',
		actors: 'Un laboratoire, deux lieux volontaires, la direction concernée',
		low: '40 000',
		high: '70 000',
		answers: {
			exists: 'partly',
			existsReason: 'Chaque morceau existe ; ensemble, non.',
			hypotheses: 'Aucun geste de plus pour les équipes\nLa moitié des pannes évitées',
			stop: 'On arrête si les équipes y passent plus de dix minutes par jour.',
			results: 'shared',
			financing: 'part'
		}
	},
	subsidy: {
		object: 'Le projet d’insertion que l’association a écrit elle-même',
		actors: 'L’association, l’élu·e, le service insertion',
		low: '30 000',
		high: '50 000',
		answers: { initiative: 'private', initiativeReason: 'L’association a écrit ce projet avant l’atelier.', counterpart: 'none' }
	},
	commons: {
		object: 'Un lieu que les habitant·es entretiennent ensemble',
		actors: 'Un collectif d’habitant·es, le lycée, les services techniques',
		low: '',
		high: '',
		answers: {
			generalInterest: 'yes',
			generalInterestReason: 'Il est ouvert à tout le monde.',
			noPublicService: 'yes',
			noPublicServiceReason: 'Personne n’y remplace un agent.',
			publicResource: 'yes',
			publicResourceReason: 'Une salle et quelques heures d’agent technique.'
		}
	}
};

export const suggestionsToSketch: readonly string[] = [
	'Un dossier court, pour qu’une petite entreprise puisse répondre seule.',
	'Commencer par ce que la salle a mis en premier.',
	'Prévoir qui remplace qui, dès le premier jour.',
	'Dire dans l’annonce ce qui a été décidé ici.'
];

export const postcards: readonly string[] = [
	'Est-ce que cela marche encore ? Nous l’avions voulu simple.',
	'Si vous avez gardé le bilan public chaque année, merci.',
	'Nous étions une poignée à en discuter un soir. J’espère que vous en riez.',
	'N’oubliez pas les plus petites communes : elles avaient attendu assez.'
];
