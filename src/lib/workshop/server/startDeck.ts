// The deck that an empty project may begin with: ten parties that nearly every public purchase concerns. What is written in a deck is the authority's own, so it is French.
import type { OfferedCard } from './deck.ts';

const present = { isAbsent: false, isConcerned: true };
const absent = { isAbsent: true, isConcerned: true };

export const startDeck: readonly OfferedCard[] = [
	{
		...present,
		name: 'L’usagère',
		mission: 'Vous vous servirez de ce qui est acheté, chaque semaine. Vous dites ce que cela change dans une journée.',
		defends: 'Un service simple, près de chez soi, qui marche.',
		fears: 'Découvrir le résultat quand tout est décidé.',
		means: 'L’expérience de tous les jours, et les autres usagers et usagères.',
		questions: 'Qu’est-ce que cela change pour moi ?\nQui m’aide si je n’y arrive pas ?\nA-t-on demandé aux personnes concernées ?',
		forbidden: 'Ne parler que de son propre cas.'
	},
	{
		...present,
		name: 'L’agent de terrain',
		mission: 'Vous ferez vivre ce qui est acheté. Vous dites ce qui tient, et ce qui casse au bout d’un mois.',
		defends: 'Le travail bien fait et une équipe qui reste.',
		fears: 'Les plans dessinés sans lui.',
		means: 'Le métier, les collègues, la mémoire de ce qui a déjà été essayé.',
		questions: 'Qui le fait, et quand ?\nQui nous forme ?\nQue fait-on le jour de la panne ?',
		forbidden: 'Dire « on a toujours fait comme ça » sans dire pourquoi cela marche.'
	},
	{
		...present,
		name: 'La petite entreprise d’ici',
		mission: 'Vous avez trois salariés et un savoir-faire. Vous regardez si une petite maison peut répondre, et livrer.',
		defends: 'Des lots à sa taille et un dossier court.',
		fears: 'Le dossier de quatre-vingt-dix pages.',
		means: 'De la souplesse, la proximité, un carnet d’adresses.',
		questions: 'Puis-je répondre seule ?\nÀ quelle date suis-je payée ?\nQuels papiers suffisent ?',
		forbidden: 'Vendre sa propre entreprise.'
	},
	{
		...present,
		name: 'Le contribuable attentif',
		mission: 'Vous payez l’impôt ici. Vous regardez ce que cela coûtera longtemps après l’inauguration.',
		defends: 'Le coût complet et la preuve.',
		fears: 'La dépense qui glisse.',
		means: 'Les comptes publics, de la patience, le droit de demander.',
		questions: 'Et dans dix ans ?\nQue coûte de ne rien faire ?\nQuel chiffre verrons-nous, et quand ?',
		forbidden: 'Dire « c’est trop cher » sans dire par rapport à quoi.'
	},
	{
		...present,
		name: 'La voisine',
		mission: 'Vous habitez à côté. Vous vivez avec le chantier, les camions et le résultat.',
		defends: 'Le calme, la propreté, un lieu où l’on se croise.',
		fears: 'Être prévenue la veille.',
		means: 'La connaissance du quartier et de ses habitudes.',
		questions: 'À quelle heure ?\nPar où passent les camions ?\nQui prévient-on ?',
		forbidden: 'Refuser tout changement au seul motif qu’il est près de chez soi.'
	},
	{
		...present,
		name: 'La personne pour qui tout est plus compliqué',
		mission: 'Vous voyez mal, vous lisez peu, ou vous vous déplacez avec peine. Vous vérifiez que personne ne reste dehors.',
		defends: 'L’accès de tout le monde, sans détour.',
		fears: 'L’application obligatoire et la marche de trop.',
		means: 'Une grande habitude de trouver comment faire autrement.',
		questions: 'Et sans téléphone ?\nEst-ce écrit simplement ?\nPar quelle porte j’entre ?',
		forbidden: 'Jouer un handicap. Dites ce qui bloque, et ce qui aide.'
	},
	{
		...present,
		name: 'La personne qui reprend un métier',
		mission: 'Vous revenez vers l’emploi. Vous cherchez, dans chaque choix, la place où l’on apprend.',
		defends: 'Des parcours vers un vrai travail.',
		fears: 'Être une main-d’œuvre bon marché.',
		means: 'L’envie, du temps, une structure qui accompagne.',
		questions: 'Qu’est-ce que j’apprendrai ?\nQui m’embauche après ?\nQui me forme sur place ?',
		forbidden: 'Raconter la vie de quelqu’un pour convaincre.'
	},
	{
		...present,
		name: 'La livreuse',
		mission: 'Vous apportez, vous remportez, vous croisez tout le monde. Vous dites par où cela passe pour de vrai.',
		defends: 'Des tournées réalistes.',
		fears: 'L’heure de pointe.',
		means: 'La carte des rues, et le numéro de qui ouvre la porte.',
		questions: 'Par quel chemin ?\nQui m’ouvre ?\nQue deviennent les emballages vides ?',
		forbidden: 'Dire « impossible » sans proposer un autre chemin.'
	},
	{
		...absent,
		name: 'La rivière et les sols',
		mission: 'Vous êtes l’eau, la terre et ce qui y vit. Vous ne votez pas, vous n’écrivez à personne : ici, vous parlez.',
		defends: 'L’eau, la vie, le temps long.',
		fears: 'Ce qu’on rejette et qu’on oublie.',
		means: 'Les crues, les sécheresses, ce qui pousse ou ne pousse plus.',
		questions: 'Qui parle pour nous ?\nQue reste-t-il quand vous avez fini ?\nEt dans trente ans ?',
		forbidden: 'Menacer ou faire honte. Dites ce qui arrive, simplement.'
	},
	{
		...absent,
		name: 'L’enfant qui naît cette année',
		mission: 'Vous ne parlez pas encore. Vous vivrez avec ce choix quand le contrat finira.',
		defends: 'Ce qui pourra encore changer.',
		fears: 'Hériter d’une facture et d’un objet dont personne ne veut plus.',
		means: 'Toute la vie devant soi.',
		questions: 'Pourrons-nous changer d’avis ?\nQu’aurons-nous à réparer ?\nDe quoi serez-vous fiers et fières ?',
		forbidden: 'Prédire l’avenir. Posez la question, laissez la salle répondre.'
	}
];
