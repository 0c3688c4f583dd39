import { expect, test } from 'vitest';
import { readHead, readRow } from './roll.ts';

const head = ['Numéro d’électeur', 'Nom de naissance', 'Nom d’usage', 'Prénoms', 'Sexe', 'Date de naissance', 'Nationalité', 'Courriel', 'Numéro de voie', 'Libellé de voie', 'Code postal', 'Commune', 'Bureau'];
const row = ['0042', 'Duval', 'Le Gall', 'Maëlle, Anne', 'F', '12/03/1984', 'Française', 'm@exemple.fr', '12', 'rue des Saules', '62130', 'Rivelle', '3'];
const read = (changed: Readonly<Record<number, string>> = {}, cells = row) => {
	const found = readHead(head);
	if (!found.accepted) throw new Error(found.reason);
	return readRow(found.value, cells.map((cell, index) => changed[index] ?? cell), 2027);
};

test('[JU10] what a draw and a letter do not need is told, and left out', () => {
	const found = readHead(head);
	expect(found).toMatchObject({ value: { dropped: ['Nationalité', 'Courriel', 'Bureau'] } });
	expect(read()).toEqual({ accepted: true, value: { lastName: 'Le Gall', firstName: 'Maëlle, Anne', birthYear: 1984, gender: 'F', address: '12 rue des Saules', postcode: '62130', town: 'Rivelle', id: '0042' } });
});

test.each([
	[['Nom', 'Prénom', 'Adresse', 'Ville', 'Né(e) le'], undefined],
	[['nom', 'prenom', 'annee de naissance', 'adresse', 'commune'], undefined],
	[['Nom', 'Prénom', 'Adresse', 'Ville'], ['birth']],
	[['a', 'b'], ['lastName', 'firstName', 'birth', 'street', 'town']]
])('[JU10] the head %j', (cells, missing) => expect(readHead(cells)).toMatchObject(missing ? { accepted: false, missing } : { accepted: true }));

test.each([
	['1984', 1984],
	['1984-03-12', 1984],
	['12.03.1984', 1984],
	['12031984', 1984],
	['1984-03-12 00:00:00', 1984]
])('[JU10] born « %s »', (birth, birthYear) => expect(read({ 5: birth })).toMatchObject({ value: { birthYear } }));

test.each([
	[{ 1: ' ', 2: '' }, 'roll-name-missing'],
	[{ 3: '—' }, 'roll-name-missing'],
	[{ 5: '12/03/84' }, 'roll-birth-unreadable'],
	[{ 5: '' }, 'roll-birth-unreadable'],
	[{ 5: '1890' }, 'roll-birth-unreadable'],
	[{ 5: '2028' }, 'roll-birth-in-future']
])('[JU11] %j is refused: %s', (changed, reason) => expect(read(changed as Readonly<Record<number, string>>)).toEqual({ accepted: false, reason }));

test('[JU11] a row that is short of cells is refused, one that only lacks the last is not', () => {
	expect(read({}, row.slice(0, 3))).toEqual({ accepted: false, reason: 'roll-cells-missing' });
	expect(read({}, row.slice(0, 12))).toMatchObject({ accepted: true });
});
