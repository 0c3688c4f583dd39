// Decides how large what is sent to an address may be, and how long it may take: files go to a few addresses only.

/** Bytes: more than any of our forms without a file. */
const ofForms = 512 * 1024;
/** Bytes: the largest file that is kept, and the words around it. */
export const largestBody = 64 * 1024 * 1024;

const isForFiles = (path: string): boolean => /^\/titulaire\/[^/]+\/[^/]+\/evolutivite\/?$/.test(path) || /^\/projets\/[^/]+\/(enquete|evolutivite\/clause\/[^/]+|tableau-de-bord\/(publication\/contrats|(lignes|indicateurs)\/[^/]+)|jury\/(listes|choix\/salle(\/[^/]+)?))\/?$/.test(path);

export const bodyLimit = (path: string): number => (isForFiles(path) ? largestBody : ofForms);

/** Milliseconds: a film leaves a phone in the field slowly. */
export const patienceFor = (path: string): number => (isForFiles(path) ? 600_000 : 30_000);

/** Bodies beyond those of plain forms that one process reads at a time: each is held whole while it is read. */
export const largeAtOnce = 4;
export const isLarge = (length: number): boolean => length > ofForms;

/** Whether what comes takes one of these places: only where files go, or anybody would hold them all with bodies that say no length and never end. `length`: in bytes, undefined where it is not said. */
export const takesPlace = (path: string, length: number | undefined): boolean => isLarge(bodyLimit(path)) && isLarge(length ?? Infinity);
