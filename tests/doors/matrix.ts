// The authorisation matrix: every door × everybody who may stand at it × where it leads. Read it like a table; `doors.test.ts` asks a real server every cell, and fails when a door is missing here.

/** Where a door leads: the workshop one belongs to, another of the same project, one of another project of the same authority, one of another authority, and nowhere at all. */
export const placeNames = ['own', 'sibling', 'neighbour', 'foreign', 'nowhere'] as const;
export type PlaceName = (typeof placeNames)[number];

/**
 * Who stands there. `stranger` administers the other authority; `ended` and `revoked` had a mandate to facilitate; the last four have a seat in
 * the own workshop; `juror-home` is a member of the own project's jury, at home, in no workshop. A wall has no cookie: its link is its right, so it is `public` with the link of each place.
 */
export const roles = [
	'public',
	'stranger',
	'administrator',
	'facilitator',
	'ended',
	'revoked',
	'buyer',
	'juror',
	'buyer-seat',
	'waiting',
	'expelled',
	'juror-home'
] as const;
export type Role = (typeof roles)[number];

/**
 * One letter a place, in the order of `placeNames`; a single letter where a door leads to no place.
 * y let in (the status of the row) · l to the login · j to the door where one takes a seat · m to one's own seat · h to the first page ·
 * p to one's projects · c where a juror types a code · x 403 · 0 404 · sockets: n closed with 4401, x closed with 4403
 */
export type Cells = Readonly<Record<Role, string>>;

const everybody = (cells: string): Cells => Object.fromEntries(roles.map((role) => [role, cells])) as Record<Role, string>;
const but = (cells: Cells, others: Partial<Cells>): Cells => ({ ...cells, ...others });

const accounts = { stranger: 'y', administrator: 'y', facilitator: 'y', ended: 'y', revoked: 'y', buyer: 'y' };

const anybody = everybody('y');
const anybodyOfAnyPlace = everybody('yyyyy');
const withTheLink = everybody('yyyy0');
const withAccount = but(everybody('l'), accounts);
const console_ = but(everybody('lllll'), {
	stranger: 'xxxy0',
	administrator: 'yyyx0',
	facilitator: 'yyxx0',
	ended: 'xxxx0',
	revoked: 'xxxx0',
	buyer: 'xxxx0'
});
const rehearsed = but(console_, { stranger: 'xxx00', administrator: '000x0', facilitator: '00xx0' });
const project = but(console_, { buyer: 'yyxx0' });
const strategy = project;
/** The cockpit is written by its team; a reservist reads it. */
const writing = but(project, { facilitator: 'xxxx0' });
/** hours of people, for who pays them: no prescriber, no elected official, no juror */
const ledger = project;
/** who is trained and who declared what: whoever keeps the jury, and no buyer */
const jury = console_;
const home = but(everybody('ccccc'), { 'juror-home': 'yyccc' });
const administration = but(console_, { facilitator: 'xxxx0' });
/** what answers for the procedure alone */
const buying = but(console_, { stranger: 'xxxx0', administrator: 'xxxx0', facilitator: 'xxxx0', buyer: 'yyxx0' });
/** the sealed room, which is open in the own project: its buyer and its reservist, and no administrator */
const sealed = but(buying, { facilitator: 'yyxx0' });
const register = but(administration, { buyer: 'yyxx0' });
const record = but(everybody('llll0'), {
	stranger: 'xxxy0',
	administrator: 'yyyx0',
	facilitator: 'yyxx0',
	ended: 'xxxx0',
	revoked: 'xxxx0',
	buyer: 'yyxx0',
	juror: 'ylll0',
	'buyer-seat': 'ylll0'
});
/** Who reads the record is told that it names no such thing, as in a place that is not there. */
const noSuchItem = Object.fromEntries(Object.entries(record).map(([role, cells]) => [role, cells.replace('0', 'y')])) as Cells;
const hand = but(everybody('jjjj0'), { juror: 'yjjj0', 'buyer-seat': 'yjjj0', waiting: 'yjjj0', expelled: 'xjjj0' });
/** What the room is shown: its seats, and whoever facilitates it. */
const roomFile = but(hand, { stranger: 'jjjy0', administrator: 'yyyj0', facilitator: 'yyjj0', waiting: 'xjjj0' });
const stream = but(everybody('xxxxx'), {
	stranger: 'xxxyx',
	administrator: 'yyyxx',
	facilitator: 'yyxxx',
	juror: 'yxxxx',
	'buyer-seat': 'yxxxx',
	waiting: 'yxxxx'
});
const board = but(everybody('nnnnn'), {
	stranger: 'nnnyx',
	administrator: 'yyynx',
	facilitator: 'yynnx',
	ended: 'nnnnx',
	revoked: 'nnnnx',
	buyer: 'nnnnx',
	juror: 'ynnnx',
	'buyer-seat': 'ynnnx',
	waiting: 'xnnnx',
	expelled: 'xnnnx',
	'juror-home': 'nnnnx'
});
const seated = { juror: 'myyyy', 'buyer-seat': 'myyyy', waiting: 'myyyy' };
/** The templates of an authority are those of all its projects: read by whoever has a place in one, written by who administers or facilitates. */
const reading = but(everybody('lllll'), { stranger: 'xxxy0', administrator: 'yyyx0', facilitator: 'yyyx0', ended: 'xxxx0', revoked: 'xxxx0', buyer: 'yyyx0' });
const editing = but(reading, { buyer: 'xxxx0' });
const keeping = but(everybody('l'), { stranger: 'y', administrator: 'y', facilitator: 'y', ended: 'x', revoked: 'x', buyer: 'x' });
const loggedIn = { stranger: 'p', administrator: 'p', facilitator: 'p', ended: 'p', revoked: 'p', buyer: 'p' };

export interface Row {
	readonly who: Cells;
	/** the status of an answer to whoever is let in; an empty form is let in and answered 422 */
	readonly status: number;
	/** which of a place's secrets stands in the address */
	readonly token?: 'wall' | 'join' | 'invitation';
	/** asked after the others, on another device of the same person: it ends a session, or changes who is in the room */
	readonly changes?: true;
}

const page = (who: Cells, more: Partial<Row> = {}): Row => ({ who, status: 200, ...more });
const form = (who: Cells, more: Partial<Row> = {}): Row => ({ who, status: 422, ...more });

export const matrix: Readonly<Record<string, Row>> = {
	// the first pages
	'GET /': page(anybody),
	'POST /?/exemple': { who: but(everybody('x'), { stranger: 'y', administrator: 'y' }), status: 303, changes: true },
	'POST /?/repeter': form(but(everybody('x'), accounts)),
	'GET /ouvrir': page(anybody),
	'POST /ouvrir': form(anybody),
	'GET /connexion': page(but(anybody, loggedIn)),
	'POST /connexion': form(but(anybody, loggedIn)),
	'GET /deconnexion': { who: everybody('h'), status: 303 },
	'POST /deconnexion': { who: everybody('h'), status: 303, changes: true },
	'POST /langue': { who: anybody, status: 303 },
	'GET /a-propos': page(anybody),
	'GET /essai': page(anybody),
	'POST /essai': page(anybody),
	'GET /essai/flux': page(anybody),
	'GET /healthz': page(anybody),
	'GET /readyz': page(anybody),
	'GET /compte': page(withAccount),
	'POST /compte': form(withAccount),

	// projects
	'GET /projets': page(withAccount),
	'POST /projets?/creer': form(but(withAccount, { facilitator: 'x', ended: 'x', revoked: 'x', buyer: 'x' })),
	'POST /projets?/repeter': form(withAccount),
	'GET /projets/[project]': page(project),
	'POST /projets/[project]?/atelier': form(console_),
	'POST /projets/[project]?/dupliquer': form(console_),
	'POST /projets/[project]?/modele': form(console_),
	'POST /projets/[project]?/repeter': form(console_),
	'POST /projets/[project]?/inviter': form(administration),
	'POST /projets/[project]?/relancer': form(administration),
	'POST /projets/[project]?/retirer': form(administration),
	'GET /projets/[project]/roles': page(console_),
	'POST /projets/[project]/roles?/ajouter': form(console_),
	'POST /projets/[project]/roles?/modifier': form(console_),
	'POST /projets/[project]/roles?/retirer': form(console_),
	'POST /projets/[project]/roles?/commencer': form(console_),
	'POST /projets/[project]/roles?/reprendre': form(console_),
	'GET /projets/[project]/strategie/[gathering]': page(project),
	'POST /projets/[project]/strategie/[gathering]?/commencer': form(strategy),
	'POST /projets/[project]/strategie/[gathering]?/ligne': form(strategy),
	'POST /projets/[project]/strategie/[gathering]?/garder': form(strategy),
	'POST /projets/[project]/strategie/[gathering]?/expliquer': form(strategy),
	'POST /projets/[project]/strategie/[gathering]?/montrer': form(strategy),
	'POST /projets/[project]/strategie/[gathering]?/brouillon': form(strategy),
	'GET /projets/[project]/tableau-de-bord': page(project),
	'POST /projets/[project]/tableau-de-bord?/ecrire': form(writing),
	'POST /projets/[project]/tableau-de-bord?/lu': form(project),
	'POST /projets/[project]/tableau-de-bord?/rythme': form(writing),
	'GET /projets/[project]/tableau-de-bord/histoire': page(project),
	'GET /projets/[project]/tableau-de-bord/histoire/histoire.csv': page(project),
	'POST /projets/[project]/tableau-de-bord/histoire?/nommer': form(writing),
	'POST /projets/[project]/tableau-de-bord/histoire?/retirer': form(writing),
	'GET /projets/[project]/tableau-de-bord/points-d-etape': page(project),
	'POST /projets/[project]/tableau-de-bord/points-d-etape?/questionner': form(project),
	'POST /projets/[project]/tableau-de-bord/points-d-etape?/convoquer': form(writing),
	'GET /projets/[project]/tableau-de-bord/points-d-etape/[element]': page(project),
	'POST /projets/[project]/tableau-de-bord/points-d-etape/[element]?/conclure': form(writing),
	'GET /projets/[project]/tableau-de-bord/annotations': page(project),
	'POST /projets/[project]/tableau-de-bord/annotations?/annoter': form(project),
	'POST /projets/[project]/tableau-de-bord/annotations?/tache': form(writing),
	'GET /projets/[project]/tableau-de-bord/flux': page(project),
	'GET /projets/[project]/tableau-de-bord/lignes/[element]': page(project),
	'POST /projets/[project]/tableau-de-bord/lignes/[element]?/ecrire': form(writing),
	'GET /projets/[project]/tableau-de-bord/elements/[element]': page(project),
	'POST /projets/[project]/tableau-de-bord/elements/[element]?/ecrire': form(writing),
	'POST /projets/[project]/tableau-de-bord/elements/[element]?/retirer': form(writing),
	'POST /projets/[project]/tableau-de-bord/elements/[element]?/reprendre': form(writing),
	'GET /projets/[project]/lexique': page(project),
	'POST /projets/[project]/lexique?/expliquer': form(console_),
	'POST /projets/[project]/lexique?/retirer': form(console_),
	'GET /projets/[project]/enquete': page(project),
	'POST /projets/[project]/enquete?/repondre': form(project),
	'POST /projets/[project]/enquete?/ajouter': form(project),
	'POST /projets/[project]/enquete?/modifier': form(project),
	'POST /projets/[project]/enquete?/retirer': form(project),
	'GET /projets/[project]/enquete/[material]': page(project),
	'GET /projets/[project]/canevas': page(project),
	'POST /projets/[project]/canevas?/famille': form(project),
	'POST /projets/[project]/canevas?/sort': form(project),
	'POST /projets/[project]/canevas?/aside': form(project),
	'POST /projets/[project]/canevas?/unaside': form(project),
	'POST /projets/[project]/canevas?/ajouter': form(project),
	'POST /projets/[project]/canevas?/modifier': form(project),
	'POST /projets/[project]/canevas?/retirer': form(project),
	'POST /projets/[project]/canevas?/remettre': form(project),
	'POST /projets/[project]/canevas?/masquer': form(project),
	'POST /projets/[project]/canevas?/demasquer': form(project),
	'POST /projets/[project]/canevas?/attribuer': form(project),
	'POST /projets/[project]/canevas?/reprendre': form(project),
	'GET /projets/[project]/jury': page(project),
	'POST /projets/[project]/jury?/preparer': { who: console_, status: 303 },
	'GET /projets/[project]/jury/quotas': page(console_),
	'POST /projets/[project]/jury/quotas?/garder': form(console_),
	'POST /projets/[project]/jury/quotas?/verifier': form(console_),
	'POST /projets/[project]/jury/quotas?/importer': form(console_),
	'GET /projets/[project]/jury/annonce': page(console_),
	'POST /projets/[project]/jury/annonce?/publier': form(console_),
	'POST /projets/[project]/jury/annonce?/chiffrer': form(console_),
	'POST /projets/[project]/jury/annonce?/noter': form(console_),
	'POST /projets/[project]/jury/annonce?/retirer': form(console_),
	'GET /projets/[project]/jury/affiche': page(console_),
	'GET /projets/[project]/jury/lettre': page(console_),
	'GET /projets/[project]/jury/listes': page(console_),
	'POST /projets/[project]/jury/listes?/lire': form(console_),
	'POST /projets/[project]/jury/listes?/deposer': form(console_),
	'GET /projets/[project]/jury/fichiers/[file]': page(console_),
	'POST /projets/[project]/jury/listes?/inscrire': form(console_),
	'POST /projets/[project]/jury/listes?/ecrire': form(console_),
	'POST /projets/[project]/jury/listes?/noter': form(console_),
	'POST /projets/[project]/jury/listes?/oublier': form(console_),
	'POST /projets/[project]/jury/listes?/purger': form(console_),
	'GET /projets/[project]/jury/tirage': page(console_),
	'POST /projets/[project]/jury/tirage?/calculer': form(console_),
	'POST /projets/[project]/jury/tirage?/sceller': form(console_),
	'POST /projets/[project]/jury/tirage?/tirer': form(console_),
	'POST /projets/[project]/jury/tirage?/annoncer': form(console_),
	'POST /projets/[project]/jury/tirage?/recevoir': form(console_),
	'POST /projets/[project]/jury/tirage?/abandonner': form(console_),
	'GET /projets/[project]/jury/panel': page(console_),
	'POST /projets/[project]/jury/panel?/inviter': form(console_),
	'POST /projets/[project]/jury/panel?/noter': form(console_),
	'POST /projets/[project]/jury/panel?/appeler': form(console_),
	'GET /projets/[project]/jury/rappels': page(console_),
	'POST /projets/[project]/jury/rappels?/preparer': { who: console_, status: 200 },
	'POST /projets/[project]/jury/rappels?/fait': form(console_),
	'GET /projets/[project]/jury/rappels/dates.ics': page(console_),
	'GET /projets/[project]/jury/mandats': page(console_),
	'POST /projets/[project]/jury/mandats?/repondre': form(console_),
	'POST /projets/[project]/jury/mandats?/pourvoir': form(console_),
	'GET /projets/[project]/jury/fin': page(console_),
	'POST /projets/[project]/jury/fin?/finir': form(console_),
	'POST /projets/[project]/jury/fin?/prevenir': form(console_),
	'POST /projets/[project]/jury/fin?/oublier': form(console_),
	'GET /projets/[project]/jury/flux': page(project),
	'GET /projets/[project]/heures': page(ledger),
	'POST /projets/[project]/heures?/ajouter': form(ledger),
	'POST /projets/[project]/heures?/corriger': form(ledger),
	'GET /projets/[project]/heures/[file]': page(ledger),
	'GET /projets/[project]/annotations': page(project),
	'POST /projets/[project]/annotations?/repondre': form(project),
	'GET /projets/[project]/annotations/saisir': page(jury),
	'POST /projets/[project]/annotations/saisir?/annoter': form(jury),
	'GET /projets/[project]/jury/formation': page(jury),
	'POST /projets/[project]/jury/formation?/decider': form(jury),
	'POST /projets/[project]/jury/formation?/papier': form(jury),
	'POST /projets/[project]/jury/formation?/declarer': form(jury),
	'POST /projets/[project]/jury/formation?/lien': form(jury),
	'GET /projets/[project]/jury/choix': page(project),
	'POST /projets/[project]/jury/choix?/permettre': { who: administration, status: 200, changes: true },
	'POST /projets/[project]/jury/choix?/interdire': { who: administration, status: 200, changes: true },
	'POST /projets/[project]/jury/choix?/allumer': form(buying),
	'POST /projets/[project]/jury/choix?/eteindre': { who: register, status: 200, changes: true },
	'POST /projets/[project]/jury/choix?/question': form(buying),
	'POST /projets/[project]/jury/choix?/retirer': form(buying),
	'POST /projets/[project]/jury/choix?/repondre': form(buying),
	'POST /projets/[project]/jury/choix?/conclure': form(buying),
	'POST /projets/[project]/jury/choix?/publier': form(buying),
	'GET /projets/[project]/jury/choix/acces': page(register),
	'GET /projets/[project]/jury/choix/flux': page(sealed),
	'GET /projets/[project]/jury/choix/salle': page(sealed),
	'POST /projets/[project]/jury/choix/salle?/ajouter': form(buying),
	'GET /projets/[project]/jury/choix/salle/[sample]': page(sealed),
	'GET /projets/[project]/jury/choix/salle/[sample]/image': page(sealed),
	'POST /projets/[project]/jury/choix/salle/[sample]?/modifier': form(buying),
	'POST /projets/[project]/jury/choix/salle/[sample]?/retirer': form(buying),
	'POST /projets/[project]/jury/choix/salle/[sample]?/saisir': form(sealed),
	'GET /projets/[project]/jury/indemnites': page(ledger),
	'POST /projets/[project]/jury/indemnites?/ajouter': form(ledger),
	'POST /projets/[project]/jury/indemnites?/corriger': form(ledger),
	'GET /projets/[project]/jury/indemnites/indemnites.csv': page(ledger),
	'GET /projets/[project]/jury/indemnites/attestation/[membership]': page(ledger),
	'GET /invitation/[token]': page(anybodyOfAnyPlace, { token: 'invitation' }),
	'POST /invitation/[token]': form(anybodyOfAnyPlace, { token: 'invitation' }),

	// the templates
	'GET /modeles': page(withAccount),
	'POST /modeles?/importer': form(keeping),
	'POST /modeles?/dupliquer': form(keeping),
	'GET /modeles/[template]': page(reading),
	'GET /modeles/[template]/fichier': page(reading),
	'POST /modeles/[template]?/enregistrer': form(editing),
	'POST /modeles/[template]?/ranger': form(editing),
	'POST /modeles/[template]?/copie': form(editing),
	'POST /modeles/[template]?/supprimer': form(editing),

	// the record
	'GET /compte-rendu/[gathering]': page(record),
	'GET /compte-rendu/[gathering]/[file]': page(record),
	'GET /compte-rendu/[gathering]/fiches.csv': page(project),
	'GET /compte-rendu/[gathering]/fiches.json': page(project),
	'GET /compte-rendu/[gathering]/proposition': page(record),
	'GET /compte-rendu/[gathering]/rejeu': page(record),
	'GET /compte-rendu/[gathering]/strategie': page(record),
	'GET /compte-rendu/[gathering]/fil/[code]': page(noSuchItem, { status: 404 }),
	'GET /compte-rendu/[gathering]/publication': page(project),
	'POST /compte-rendu/[gathering]/publication?/publier': form(project),
	'POST /compte-rendu/[gathering]/publication?/retirer': form(project),
	// nothing of these workshops is public: public-record.test.ts reads one that is
	'GET /jury/[slug]': page(withTheLink),
	'POST /jury/[slug]': form(withTheLink),
	'GET /jury/[slug]/flux': page(withTheLink),
	'GET /jury/[slug]/tirage': page(withTheLink),
	// nothing is sealed here, and nobody was written to
	'GET /jury/[slug]/tirage/[attempt]/[file]': page(everybody('00000')),
	'GET /jury/[slug]/rejouer': page(withTheLink),
	'GET /jury/[slug]/reponse/[token]': page(everybody('00000')),
	'POST /jury/[slug]/reponse/[token]': form(everybody('00000')),
	'GET /public/[slug]': page(everybody('00000')),
	'GET /public/[slug]/[file]': page(everybody('00000')),

	// coming in
	'GET /r/[token]': page(but(anybodyOfAnyPlace, seated), { token: 'join' }),
	'POST /r/[token]': form(but(anybodyOfAnyPlace, seated), { token: 'join' }),
	'GET /rejoindre': page(anybody),
	'POST /rejoindre': form(anybody),
	'GET /retour': page(anybody),
	'POST /retour': form(anybody),

	// a juror's home; a link of another kind opens nothing there: what a link of theirs does is told by the journey
	'GET /jure': page(anybody),
	'POST /jure': form(anybody),
	'GET /jure/lien/[token]': page(anybodyOfAnyPlace, { token: 'invitation' }),
	'POST /jure/lien/[token]': form(anybodyOfAnyPlace, { token: 'invitation' }),
	'GET /jure/[project]': page(home),
	'POST /jure/[project]?/lecture': form(home),
	'POST /jure/[project]?/souhait': form(home),
	'POST /jure/[project]?/mandat': form(home),
	'GET /jure/[project]/relais': page(home),
	'POST /jure/[project]/relais?/mot': { who: home, status: 303, changes: true },
	'POST /jure/[project]?/fermer': { who: home, status: 303, changes: true },
	'GET /jure/[project]/dates.ics': page(home),
	'GET /jure/[project]/formation': page(home),
	'GET /jure/[project]/formation/[lesson]': page(home),
	'POST /jure/[project]/formation/[lesson]?/repondre': form(home),
	'GET /jure/[project]/declaration': page(home),
	'POST /jure/[project]/declaration?/signer': form(home),
	'GET /jure/[project]/choix': page(home),
	'POST /jure/[project]/choix?/commenter': form(home),
	// who has no training yet is led back to the page that says so
	'GET /jure/[project]/choix/flux': page(but(home, { 'juror-home': 'xxccc' })),
	'GET /jure/[project]/choix/salle': { who: home, status: 303 },
	'GET /jure/[project]/choix/salle/[sample]': { who: home, status: 303 },
	'GET /jure/[project]/choix/salle/[sample]/image': { who: home, status: 303 },
	'POST /jure/[project]/choix/salle/[sample]?/observer': { who: home, status: 303 },
	'GET /jure/[project]/attestation': page(home),
	'GET /jure/[project]/textes': page(home),
	'POST /jure/[project]/textes?/annoter': form(home),
	'GET /jure/[project]/annotations': page(home),
	'POST /jure/[project]/annotations?/retirer': form(home),
	'POST /jure/[project]/annotations?/lu': form(home),
	'POST /jure/[project]/annotations?/contester': form(home),

	// the hand
	'GET /main/[gathering]': page(hand),
	'GET /main/[gathering]/materiau/[material]': page(roomFile),
	'POST /main/[gathering]?/act': { who: hand, status: 400 },
	'POST /main/[gathering]?/ready': form(hand),
	'POST /main/[gathering]?/hand': form(hand),
	'POST /main/[gathering]?/weather': form(hand),
	'POST /main/[gathering]?/word': form(hand),
	'POST /main/[gathering]?/note': form(hand),
	'POST /main/[gathering]?/unnote': form(hand),
	'POST /main/[gathering]?/sort': form(hand),
	'POST /main/[gathering]?/aside': form(hand),
	'POST /main/[gathering]?/unaside': form(hand),
	'POST /main/[gathering]?/reading': form(hand),
	'POST /main/[gathering]?/leave': { who: hand, status: 303, changes: true },

	// the console
	'GET /console/[gathering]': page(console_),
	'POST /console/[gathering]?/act': { who: console_, status: 400 },
	'POST /console/[gathering]?/openDoors': form(console_),
	'POST /console/[gathering]?/advance': form(console_),
	'POST /console/[gathering]?/goBack': form(console_),
	'POST /console/[gathering]?/close': form(console_),
	'POST /console/[gathering]?/takeOver': { who: console_, status: 200, changes: true },
	'POST /console/[gathering]?/take': form(console_),
	'POST /console/[gathering]?/minutes': form(console_),
	'POST /console/[gathering]?/catchUp': form(console_),
	'POST /console/[gathering]?/drop': form(console_),
	'POST /console/[gathering]?/restore': form(console_),
	'POST /console/[gathering]?/move': form(console_),
	'POST /console/[gathering]?/admit': form(console_),
	'POST /console/[gathering]?/admitAll': { who: console_, status: 200, changes: true },
	'POST /console/[gathering]?/refuseAll': { who: console_, status: 200, changes: true },
	'POST /console/[gathering]?/expel': form(console_),
	'POST /console/[gathering]?/merge': form(console_),
	'POST /console/[gathering]?/lower': form(console_),
	'POST /console/[gathering]?/reissue': form(console_),
	'POST /console/[gathering]?/paper': form(console_),
	'POST /console/[gathering]?/explain': form(console_),
	'POST /console/[gathering]?/note': form(console_),
	'POST /console/[gathering]?/sort': form(console_),
	'POST /console/[gathering]?/aside': form(console_),
	'POST /console/[gathering]?/unaside': form(console_),
	'POST /console/[gathering]?/rotate': form(console_),
	'POST /console/[gathering]?/rehearse': form(console_),

	// the feedback of a rehearsal, which none of these workshops is
	'GET /repetition/[gathering]': page(rehearsed),
	'POST /repetition/[gathering]?/recommencer': form(rehearsed),
	'POST /repetition/[gathering]?/effacer': form(rehearsed),

	// the plume
	'GET /plume/[gathering]': page(console_),
	'POST /plume/[gathering]?/act': { who: console_, status: 400 },
	'POST /plume/[gathering]?/closeWriting': form(console_),
	'POST /plume/[gathering]?/reopenWriting': form(console_),
	'POST /plume/[gathering]?/setAside': form(console_),
	'POST /plume/[gathering]?/putBack': form(console_),
	'POST /plume/[gathering]?/explain': form(console_),
	'POST /plume/[gathering]?/note': form(console_),
	'POST /plume/[gathering]?/sort': form(console_),
	'POST /plume/[gathering]?/aside': form(console_),
	'POST /plume/[gathering]?/unaside': form(console_),
	'GET /plume/[gathering]/[seat]': page(console_),
	'POST /plume/[gathering]/[seat]?/note': form(console_),
	'POST /plume/[gathering]/[seat]?/act': { who: console_, status: 400 },

	// the wall, and what tells the screens to look again
	'GET /mur/[token]': page(withTheLink, { token: 'wall' }),
	'GET /mur/[token]/materiau/[material]': page(withTheLink, { token: 'wall' }),
	'GET /mur/[token]/direct': page(withTheLink, { token: 'wall' }),
	'GET /direct/[gathering]': page(stream),

	'GET /console/[gathering]/tableau': page(console_),
	'POST /console/[gathering]/tableau?/revenir': form(console_),

	// the live boards
	'SOCKET /boards/[board]': { who: board, status: 101 },
	'HEAR /boards/[board]/flux': { who: board, status: 200 },
	'SEND /boards/[board]/flux': { who: board, status: 200 }
};

/** The acts of the steps, posted through `?/act` of the hand and of the console: whose each is, when it is open, and fields that can be read. */
export interface ActRow {
	readonly by: 'seat' | 'facilitator';
	readonly when: 'step-open' | 'any-time';
	readonly fields: Readonly<Record<string, string>>;
}

const id = '00000000-0000-4000-8000-000000000000';
const ofSeat = (fields: ActRow['fields'] = {}): ActRow => ({ by: 'seat', when: 'step-open', fields });
const ofDesk = (fields: ActRow['fields'] = {}): ActRow => ({ by: 'facilitator', when: 'step-open', fields });
const atAnyTime = (row: ActRow): ActRow => ({ ...row, when: 'any-time' });

export const acts: Readonly<Record<string, ActRow>> = {
	'ground-rules agree': atAnyTime(ofSeat()),
	'ground-rules take-back': atAnyTime(ofSeat()),
	'ground-rules ask': ofSeat({ text: 'Un texte' }),
	'ground-rules settle': atAnyTime(ofDesk({ question: id })),
	'ground-rules write-frame': atAnyTime(ofDesk({ objective: 'Un objectif', body: '' })),
	'field choose': atAnyTime(ofDesk({ first: id, second: '', third: '', fourth: '' })),
	'field show': ofDesk({ material: id }),
	'field play': ofDesk({ does: 'pause' }),
	'field react': ofSeat({ material: id, reaction: 'confirms', note: '' }),
	'field take-back': ofSeat({ material: id }),
	'landscape-writing write': ofSeat({ zone: 'needs', text: 'Un besoin' }),
	'landscape-writing rewrite': ofSeat({ card: id, text: 'Un besoin' }),
	'landscape-writing withdraw': ofSeat({ card: id }),
	'landscape-grouping group': ofSeat({ cards: id, title: 'Un groupe' }),
	'landscape-grouping restore-words': ofDesk({ card: id }),
	'landscape-grouping freeze-zone': ofDesk({ zone: 'needs' }),
	'landscape-grouping unfreeze-zone': ofDesk({ zone: 'needs' }),
	'landscape-grouping bring': ofDesk({ zone: 'needs' }),
	'landscape-dots place': ofSeat({ card: id }),
	'landscape-dots take-back': ofSeat({ card: id }),
	'landscape-dots show-result': ofDesk(),
	'landscape-dots reopen': ofDesk(),
	'roles choose': atAnyTime(ofSeat({ card: id })),
	'roles draw': atAnyTime(ofSeat()),
	'roles play-own': atAnyTime(ofSeat()),
	'roles say': atAnyTime(ofSeat({ sentence: '' })),
	'roles give-back': atAnyTime(ofSeat()),
	'roles assign': atAnyTime(ofDesk({ seat: id, card: id })),
	'roles draw-for-all': atAnyTime(ofDesk()),
	'roles free': atAnyTime(ofDesk({ seat: id })),
	'roles lock': atAnyTime(ofDesk()),
	'roles unlock': atAnyTime(ofDesk()),
	'roles draw-absent-voice': atAnyTime(ofDesk()),
	'retouch write-draft': atAnyTime(ofSeat({ text: 'Un texte', version: '' })),
	'retouch write-draft-from-desk': ofDesk({ text: 'Un texte', version: '' }),
	'retouch answer-need': atAnyTime(ofSeat({ need: id })),
	'retouch answer-need-from-desk': ofDesk({ need: id }),
	'retouch leave-need': atAnyTime(ofSeat({ need: id, reason: 'Une raison' })),
	'retouch leave-need-from-desk': ofDesk({ need: id, reason: 'Une raison' }),
	'retouch reopen-need': atAnyTime(ofSeat({ need: id })),
	'retouch reopen-need-from-desk': ofDesk({ need: id }),
	'retouch write-changed': atAnyTime(ofSeat({ changed: 'Un changement' })),
	'retouch write-changed-from-desk': ofDesk({ changed: 'Un changement' }),
	'proposal write-draft': atAnyTime(ofSeat({ text: 'Un texte', version: '' })),
	'proposal write-draft-from-desk': atAnyTime(ofDesk({ text: 'Un texte', version: '' })),
	'proposal answer-need': atAnyTime(ofSeat({ need: id })),
	'proposal answer-need-from-desk': atAnyTime(ofDesk({ need: id })),
	'proposal leave-need': atAnyTime(ofSeat({ need: id, reason: 'Une raison' })),
	'proposal leave-need-from-desk': atAnyTime(ofDesk({ need: id, reason: 'Une raison' })),
	'proposal reopen-need': atAnyTime(ofSeat({ need: id })),
	'proposal reopen-need-from-desk': atAnyTime(ofDesk({ need: id })),
	'proposal write-changed': atAnyTime(ofSeat({ changed: 'Un changement' })),
	'proposal write-changed-from-desk': atAnyTime(ofDesk({ changed: 'Un changement' })),
	'proposal seal': ofSeat(),
	'proposal seal-from-desk': ofDesk(),
	'proposal bookmark': atAnyTime(ofSeat({ passage: id, note: '' })),
	'proposal unbookmark': atAnyTime(ofSeat({ passage: id })),
	'clarification ask': ofSeat({ text: 'Un texte' }),
	'clarification withdraw': ofSeat({ question: id }),
	'clarification support': ofSeat({ question: id }),
	'clarification unsupport': ofSeat({ question: id }),
	'clarification answer': ofDesk({ question: id, text: 'Un texte' }),
	'clarification park': ofDesk({ question: id }),
	'clarification put-back': ofDesk({ question: id }),
	'clarification merge': ofDesk({ question: id }),
	'amendments write': ofSeat({ type: 'add', passage: id, quote: '', text: 'Un texte', reason: 'Une raison', need: id, effect: '' }),
	'amendments rewrite': ofSeat({ amendment: id, type: 'add', passage: id, quote: '', text: 'Un texte', reason: 'Une raison', need: id, effect: '' }),
	'amendments withdraw': ofSeat({ amendment: id }),
	'amendments pass': ofSeat(),
	'amendments take-turn-back': ofSeat(),
	'amendments answer': ofSeat({ amendment: id, answer: 'take', scenario: '' }),
	'amendments integrate': ofSeat({ base: '0', amendment: id }),
	'amendments show-words': ofSeat({ base: '0', amendment: id }),
	'amendments show-words-at-desk': ofDesk({ base: '0', amendment: id }),
	'amendments name-scenario': ofSeat({ scenario: 'D', name: '', idea: '' }),
	'amendments name-scenario-at-desk': atAnyTime(ofDesk({ scenario: 'D', name: '', idea: '' })),
	'amendments write-for-voice': ofDesk({ type: 'add', passage: id, quote: '', text: 'Un texte', reason: 'Une raison', need: id, effect: '' }),
	'amendments withdraw-for-voice': ofDesk({ amendment: id }),
	'amendments answer-aloud': ofDesk({ amendment: id, answer: 'take', scenario: '', reason: 'Une raison' }),
	'amendments integrate-at-desk': ofDesk({ base: '0', amendment: id }),
	'amendments give-reason': atAnyTime(ofDesk({ amendment: id, reason: 'Une raison' })),
	'amendments not-keep': atAnyTime(ofDesk({ amendment: id, reason: 'Une raison' })),
	'amendments put-back': ofDesk({ amendment: id }),
	'amendments cluster': ofDesk({ amendment: id }),
	'amendments uncluster': ofDesk({ amendment: id }),
	'amendments begin': ofDesk(),
	'amendments next': ofDesk(),
	'amendments previous': ofDesk(),
	'amendments rest': ofDesk(),
	'amendments resume': ofDesk(),
	'amendments silence-again': ofDesk(),
	'amendments restart-silence': ofDesk(),
	'scenarios compose': ofSeat({ scenario: 'A', revision: '0', base: '', name: '', idea: '', facts: '', modes: '', calendar: '' }),
	'scenarios compose-at-desk': atAnyTime(ofDesk({ scenario: 'A', revision: '0', base: '', name: '', idea: '', facts: '', modes: '', calendar: '' })),
	'scenarios put-in': ofSeat({ scenario: 'A', amendment: id }),
	'scenarios put-in-at-desk': atAnyTime(ofDesk({ scenario: 'A', amendment: id })),
	'scenarios take-out': ofSeat({ scenario: 'A', amendment: id }),
	'scenarios take-out-at-desk': atAnyTime(ofDesk({ scenario: 'A', amendment: id })),
	'scenarios take-suggestion': ofSeat({ suggestion: id }),
	'scenarios take-suggestion-at-desk': atAnyTime(ofDesk({ suggestion: id })),
	'scenarios leave-suggestion': ofSeat({ suggestion: id }),
	'scenarios leave-suggestion-at-desk': atAnyTime(ofDesk({ suggestion: id })),
	'scenarios suggest': ofSeat({ scenario: 'A', kind: 'fact', text: '' }),
	'scenarios take-back-suggestion': ofSeat({ suggestion: id }),
	'scenarios sit-at': ofSeat({ scenario: 'Z' }),
	'scenarios name-host': atAnyTime(ofDesk({ scenario: 'A', seat: id })),
	'scenarios remove': atAnyTime(ofDesk({ scenario: 'Z' })),
	'scenarios write-total': atAnyTime(ofDesk({ low: '-1', high: '' })),
	'scenarios add-range': atAnyTime(ofDesk({ scenario: 'A', label: '', low: '', high: '' })),
	'scenarios move-range': atAnyTime(ofDesk({ line: id, label: '', low: '', high: '' })),
	'scenarios drop-range': atAnyTime(ofDesk({ line: id })),
	'matrix score-impacts': ofSeat({ 'impact:I1:A': '1' }),
	'matrix confirm-risks': ofSeat(),
	'matrix score-risks': ofSeat({ 'probability:RK1:A': '1', 'gravity:RK1:A': '1' }),
	'matrix close': ofDesk(),
	'matrix reopen': ofDesk(),
	'matrix write-line': atAnyTime(ofDesk({ line: '', kind: 'impact', code: '', name: '', indicator: '', base: '', target: '', holder: '', mitigation: '' })),
	'matrix remove-line': atAnyTime(ofDesk({ line: 'Z' })),
	'matrix prepare': atAnyTime(ofDesk({ risk: 'Z' })),
	'vote hand-back': ofSeat({ seen: '' }),
	'vote take-card-back': ofSeat(),
	'vote cast': ofSeat({ 'grade-A': '1' }),
	'vote open-vote': ofDesk(),
	'vote make-final': ofDesk(),
	'vote close-vote': atAnyTime(ofDesk()),
	'vote add-late': ofDesk({ seat: id }),
	'vote strike': atAnyTime(ofDesk({ seat: id })),
	'vote write-scenario': atAnyTime(ofDesk({ code: '', name: '', idea: '', facts: '' })),
	'vote remove-scenario': atAnyTime(ofDesk({ code: 'Z' })),
	'vote write-sentence': atAnyTime(ofDesk({ sentence: '' })),
	'consent consent': ofSeat(),
	'consent object': ofSeat({ risk: 'Un risque', wouldLift: 'Une garantie' }),
	'consent withdraw': ofSeat(),
	'consent keep': ofSeat({ objection: id }),
	'consent release': ofSeat({ objection: id }),
	'consent answer-objections': atAnyTime(ofSeat({ text: '' })),
	'consent open-round': ofDesk({ code: '' }),
	'consent change-scenario': ofDesk({ code: 'A', known: '0' }),
	'consent move-to': ofDesk({ phase: 'objections' }),
	'consent excuse': ofDesk({ party: id }),
	'consent take-up': ofDesk({ objection: id }),
	'consent integrate': ofDesk({ objection: id, text: 'Un texte' }),
	'consent lift': ofDesk({ objection: id }),
	'consent loop-again': ofDesk(),
	'consent obtain': ofDesk(),
	'consent postpone': ofDesk({ to: '2030-01-01' }),
	'consent keep-on-record': ofDesk({ answerDueOn: '2030-01-01' }),
	'sketch write-line': ofSeat({ mode: 'purchase', object: 'Des denrées' }),
	'sketch write-line-at-desk': ofDesk({ mode: 'purchase', object: 'Des denrées' }),
	'sketch move-line': ofSeat({ line: id, mode: 'research', revision: '0' }),
	'sketch move-line-at-desk': ofDesk({ line: id, mode: 'research', revision: '0' }),
	'sketch remove-line': ofSeat({ line: id, revision: '0' }),
	'sketch remove-line-at-desk': ofDesk({ line: id, revision: '0' }),
	'sketch explain': ofSeat({ mode: 'purchase' }),
	'sketch explain-at-desk': ofDesk({ mode: 'purchase' }),
	'sketch sort-suggestion': ofSeat({ suggestion: id, to: 'taken' }),
	'sketch sort-suggestion-at-desk': ofDesk({ suggestion: id, to: 'taken' }),
	'sketch freeze': ofSeat(),
	'sketch freeze-at-desk': ofDesk(),
	'sketch suggest': ofSeat({ about: 'purchase', text: 'Un texte' }),
	'sketch withdraw-suggestion': ofSeat({ suggestion: id }),
	'sketch sit-at': ofSeat({ mode: 'purchase' }),
	'sketch deal-tables': ofDesk(),
	'closing write-closing': atAnyTime(ofDesk()),
	'closing leave': atAnyTime(ofSeat({ usefulness: '', word: '', hours: '', postcard: '' }))
};
