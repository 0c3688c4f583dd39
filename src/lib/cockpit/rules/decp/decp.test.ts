import { describe, expect, test } from 'vitest';
import { askedNames, broughtInto, readCompleting, typedOf } from './completing.ts';
import { exportOf, fileOf } from './exporting.ts';
import { readDecp, readRecord, sourceOf, sourceOfFile, type Json } from './reading.ts';
import { faultsOf, isSiret } from './shape.ts';

/** of our own making: a contract whose every field fits */
const contract: Json = {
	id: '2028-012',
	acheteur: { id: '21750001600019' },
	nature: 'Marché',
	objet: 'Denrées fraîches',
	codeCPV: '15000000-8',
	techniques: { technique: ['Accord-cadre'] },
	modalitesExecution: { modaliteExecution: ['Bons de commande'] },
	marcheInnovant: false,
	ccag: 'Fournitures courantes et services',
	offresRecues: 3,
	attributionAvance: false,
	typeGroupementOperateurs: 'Pas de groupement',
	sousTraitanceDeclaree: false,
	procedure: 'Appel d\'offres ouvert',
	lieuExecution: { code: '62', typeCode: 'Code département' },
	dureeMois: 48,
	dateNotification: '2028-06-01',
	datePublicationDonnees: '2028-06-20',
	montant: 2_760_000.5,
	typesPrix: { typePrix: ['Définitif révisable'] },
	formePrix: 'Unitaire',
	titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: '21750001600019' } }],
	considerationsSociales: { considerationSociale: ['Clause sociale'] },
	considerationsEnvironnementales: { considerationEnvironnementale: ['Critère environnemental'] }
};
const old: Json = {
	id: '201801',
	uid: '1234',
	acheteur: { id: '21750001600019', nom: 'Ville de MÃ©rignac' },
	_type: 'Marché',
	nature: 'Accord-cadre',
	objet: 'Pain',
	codeCPV: '3451200',
	procedure: 'Marché négocié sans publicité ni mise en concurrence préalable',
	lieuExecution: { code: '62', typeCode: 'Code département', nom: 'Pas-de-Calais' },
	dureeMois: '12',
	dateNotification: '2018-10-08+02:00',
	datePublicationDonnees: '2018-10-01',
	montant: 192_000,
	formePrix: 'Révisable',
	titulaires: [{ typeIdentifiant: 'SIRET', id: '123', denominationSociale: 'Boulangerie' }],
	modifications: [{ objetModification: 'Montant', dateNotificationModification: '2018-12-21', datePublicationDonneesModification: '2019-01-09', montant: 16_000 }]
};
const told = (record: ReturnType<typeof readRecord>) => record.oddities.map(({ kind, field }) => `${kind} ${field}`);

describe('a record of essential data', () => {
	test('[CO130] of 2.0 is read whole, and written as it was', () => {
		const read = readRecord(contract);
		expect([read.form, read.oddities, read.kept]).toEqual(['2.0', [], {}]);
		expect(sourceOf(read)).toEqual(contract);
		expect(faultsOf('marche', read.values)).toEqual([]);
	});
	test('[CO132] of 2019 is read into the fields of today; every oddity is told, and nothing is dropped', () => {
		const read = readRecord(old);
		expect(read.form).toBe('2019');
		expect(sourceOf(read)).toEqual(old);
		expect(read.values).toMatchObject({
			nature: 'Marché',
			techniques: { technique: ['Accord-cadre'] },
			procedure: 'Marché passé sans publicité ni mise en concurrence préalable',
			typesPrix: { typePrix: ['Définitif révisable'] },
			dureeMois: 12,
			dateNotification: '2018-10-08',
			titulaires: [{ titulaire: { id: '123', denominationSociale: 'Boulangerie' } }],
			modifications: [{ modification: { id: 1, montant: 16_000, objetModification: 'Montant' } }]
		});
		expect(told(read)).toEqual(
			expect.arrayContaining([
				'unknown-field uid',
				'unknown-field _type',
				'unknown-field acheteur.nom',
				'unknown-field lieuExecution.nom',
				'unknown-field modifications[0].objetModification',
				'unknown-field titulaires[0].denominationSociale',
				'value-translated nature',
				'value-translated formePrix',
				'value-translated dureeMois',
				'value-translated dateNotification',
				'value-translated titulaires',
				'value-impossible codeCPV',
				'field-of-2024 ccag',
				'field-of-2024 formePrix',
				'encoding-broken acheteur.nom',
				'siret-wrong titulaires[0].id',
				'day-order datePublicationDonnees',
				'total-or-difference modifications[0].montant'
			])
		);
	});
	test.each([
		['offresRecues', 0, 'value-impossible offresRecues'],
		['offresRecues', 'NC', 'value-impossible offresRecues'],
		['offresRecues', '4', 'value-translated offresRecues'],
		['marcheInnovant', 'oui', 'value-translated marcheInnovant'],
		['montant', 1e17, 'amount-implausible montant'],
		['montant', -5, 'value-impossible montant'],
		['dateNotification', '2028-02-30', 'value-impossible dateNotification'],
		['objet', 'Prestations m\ufffddicales', 'encoding-broken objet'],
		['objet', 'M?dical', 'encoding-broken objet'],
		['acheteur', { id: '21750001600018' }, 'siret-wrong acheteur.id'],
		['titulaires', [{ typeIdentifiant: 'SIRET', id: '21750001600019' }], 'value-translated titulaires'],
		['techniques', ['Concours'], 'value-translated techniques'],
		['considerationsSociales', { considerationSociale: ['Clause sociale', 'Pas de considération sociale'] }, 'contradiction considerationsSociales'],
		['attributionAvance', true, 'contradiction tauxAvance'],
		['dureeMois', 4_800, 'months-implausible dureeMois'],
		['autre', 12, 'unknown-field autre']
	])('[CO133] %s: %j is told as %s, and kept as it came', (field, value, oddity) => {
		const raw = { ...contract, [field]: value };
		const read = readRecord(raw);
		expect(told(read)).toContain(oddity);
		expect(sourceOf(read)).toEqual(raw);
	});
	test('[CO133] La Poste has a key of its own', () => {
		expect(['35600000000048', '35600000049837', '21750001600019', '2175000160001'].map(isSiret)).toEqual([true, true, true, false]);
	});
});

describe('a file of essential data', () => {
	test.each([
		['nothing', 'decp-not-json'],
		['{"a":1}', 'decp-form-unknown'],
		['{"marches":{"marche":[]}}', 'decp-empty'],
		['{"marches":[]}', 'decp-empty'],
		['null', 'decp-form-unknown']
	])('[CO132] %s is refused: %s', (text, reason) => {
		expect(readDecp(text)).toEqual({ accepted: false, reason });
	});
	test('[CO132] is written again as it was, whatever stands beside its records; a record that comes twice is told', () => {
		for (const file of [{ marches: { marche: [contract, contract] } }, { source: 'data.gouv.fr', marches: [old] }, [old]]) {
			const read = readDecp(`\ufeff${JSON.stringify(file)}`);
			if (!read.accepted) throw new Error(read.reason);
			expect(sourceOfFile(read.value)).toEqual(file);
		}
		const twice = readDecp(JSON.stringify({ marches: { marche: [contract, contract] } }));
		expect(twice.accepted && twice.value.records.map(told)).toEqual([[], ['twice id']]);
	});
});

describe('the contracts of a cockpit', () => {
	const { id, objet, montant, dureeMois, dateNotification, ...alone } = contract;
	const cockpit = {
		object: objet,
		reference: id,
		holder: 'Ferme du Pont',
		amount: 276_000_050,
		months: dureeMois,
		notifiedOn: dateNotification,
		decp: { version: 1, kind: 'marche', values: alone, kept: { autre: 12 } }
	};
	const on = '2029-02-20';
	const modification = { version: 2, what: 'Prix', state: 'signed', signedOn: '2029-01-09', notifiedOn: '2029-01-10', publishedOn: '2029-02-01', total: 280_000_000 };
	test('[CO131] are exported in euros, a modification as the new total, and what no file may say stays here', () => {
		const told = exportOf(cockpit, [modification, { ...modification, version: 3, state: 'drafted', signedOn: null, notifiedOn: null, total: 1 }], on);
		expect(told.faults).toEqual([]);
		expect(told.record).toEqual({
			...contract,
			modifications: [{ modification: { id: 1, dateNotificationModification: '2029-01-10', datePublicationDonneesModification: '2029-02-01', montant: 2_800_000 } }]
		});
		// a modification that a file brought already is not said twice
		const brought = { ...cockpit, decp: { ...cockpit.decp, values: { ...alone, modifications: told.record.modifications } } };
		expect(exportOf(brought, [modification], on).record).toEqual(told.record);
	});
	test('[CO131] of a framework, its maximum; a modification from its notification, fit for the format', () => {
		const told = exportOf({ ...cockpit, amount: null, maximum: 62_000_000 }, [{ ...modification, notifiedOn: '2029-01-20', total: 65_720_000 }], on);
		expect(told.faults).toEqual([]);
		expect(told.record).toMatchObject({ montant: 620_000, modifications: [{ modification: { dateNotificationModification: '2029-01-20', montant: 657_200 } }] });
	});
	test('[CO182] a modification that nobody has published yet is published by the file that says it; one that is not notified is left out alone, and told', () => {
		const signed = { ...modification, publishedOn: null };
		const told = exportOf(cockpit, [signed, { ...signed, version: 3, signedOn: '2029-02-18', notifiedOn: null, state: 'drafted', total: 290_000_000 }], on);
		expect(told).toMatchObject({ faults: [], notNotified: [3] });
		expect(told.record.modifications).toEqual([{ modification: { id: 1, dateNotificationModification: '2029-01-10', datePublicationDonneesModification: on, montant: 2_800_000 } }]);
		expect(fileOf([told]).marches.marche).toEqual([told.record]);
	});
	test.each([
		['12 34', ['titulaires']],
		['21750001600018', ['titulaires']],
		['217 500 016 00019', []],
		['35600000000048', []]
	])('[CO131] of a holder whose SIRET is %s, keep back %j', (siret, fields) => {
		const { titulaires: _, ...said } = alone as Json;
		const told = exportOf({ ...cockpit, siret, decp: { ...cockpit.decp, values: said } }, [], on);
		expect(told.faults).toEqual(fields.map((field) => ({ field, what: 'impossible' })));
		expect(faultsOf('marche', { ...contract, acheteur: { id: '21750001600018' } })).toEqual([{ field: 'acheteur', what: 'impossible' }]);
		expect(readCompleting({ acheteur: '21750001600018' }, { version: 1, kind: 'marche', values: {}, kept: {} }).wrongs).toEqual(['acheteur']);
	});
	test('[CO131] are left out while something is missing, and it is told what', () => {
		const { ccag: _, ...without } = alone;
		const told = exportOf({ ...cockpit, decp: { ...cockpit.decp, values: without } }, [], on);
		expect(told.faults).toEqual([{ field: 'ccag', what: 'missing' }]);
		expect(fileOf([told])).toEqual({ marches: { marche: [] } });
		expect(exportOf({ ...cockpit, decp: null }, [], on).faults.length).toBeGreaterThan(10);
	});
});

describe('what is said by hand, or brought by a file', () => {
	const nothing = { version: 1, kind: 'marche', values: {}, kept: {} } as const;
	test('[CO130] a form fills the fields of the format; what does not fit is told, what it does not ask stays', () => {
		const { kept, wrongs } = readCompleting(
			{ acheteur: '217 500 016 00019', nature: 'Marché', techniques: ['Concours', 'Accord-cadre'], marcheInnovant: 'no', tauxAvance: '12,5 %', lieuExecution: '62', typeCode: 'Code département', offresRecues: '0', codeCPV: '123', ccag: '' },
			{ ...nothing, values: { ccag: 'Travaux', actesSousTraitance: ['as it came'] } }
		);
		expect(wrongs).toEqual(['codeCPV', 'offresRecues']);
		expect(kept.values).toEqual({
			acheteur: { id: '21750001600019' },
			nature: 'Marché',
			techniques: { technique: ['Concours', 'Accord-cadre'] },
			marcheInnovant: false,
			tauxAvance: 0.125,
			lieuExecution: { code: '62', typeCode: 'Code département' },
			actesSousTraitance: ['as it came']
		});
	});
	test('[CO160] what stands is shown as it is typed, and read again the same; half of a place is told', () => {
		const standing = Object.fromEntries(askedNames.flatMap((name) => (Object.hasOwn(contract, name) ? [[name, contract[name]]] : [])));
		const typed = { ...Object.fromEntries(askedNames.map((name) => [name, typedOf(name, name === 'tauxAvance' ? 0.125 : standing[name])])), typeCode: 'Code département' };
		const lieuExecution = ['62'];
		expect(readCompleting({ ...typed, lieuExecution }, nothing)).toEqual({ kept: { ...nothing, values: { ...standing, tauxAvance: 0.125 } }, wrongs: [] });
		expect(typedOf('lieuExecution', standing.lieuExecution)).toEqual(['62', 'Code département']);
		expect(readCompleting({ typeCode: 'Code pays' }, nothing).wrongs).toEqual(['lieuExecution']);
		expect(readCompleting({ lieuExecution: '62' }, nothing).wrongs).toEqual(['lieuExecution']);
	});
	test('[CO134] a record fills what a contract does not say, and writes over nothing', () => {
		const record = readRecord({ ...contract, autre: 12 });
		const { values, elsewhere } = broughtInto({ object: 'Denrées', amount: null, holder: '', notifiedOn: '2028-06-02' }, record);
		expect(values).toMatchObject({ amount: 276_000_050, months: 48, reference: '2028-012', holder: '21750001600019', siret: '21750001600019', decp: { version: 1, kept: { autre: 12 } } });
		expect(values).not.toHaveProperty('object');
		expect(elsewhere).toEqual([
			{ field: 'object', here: 'Denrées', there: 'Denrées fraîches' },
			{ field: 'notifiedOn', here: '2028-06-02', there: '2028-06-01' }
		]);
		const again = broughtInto({ ...values, object: 'Denrées fraîches', notifiedOn: '2028-06-01', decp: { version: 1, kind: 'marche', values: { ccag: 'Travaux' } } }, record);
		expect(again.elsewhere).toEqual([{ field: 'ccag', here: 'Travaux', there: 'Fournitures courantes et services' }]);
		expect(exportOf({ ...values, object: 'Denrées fraîches', notifiedOn: '2028-06-01' }, [], '2029-02-20')).toMatchObject({ faults: [], record: contract });
	});
});
