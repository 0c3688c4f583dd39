// The purchase: the authority needs something and pays for it. Lots, the bound of innovative purchases, and the warning that it may be something else.
import * as v from 'valibot';
import { readEuros, readEurosIfAny } from '../../../money/rules/euros.ts';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { against, alert, amount, count, discuss, figuresOf, ok, pick, readCount, readRows, readWords, rowsIn, rowsOf, words, type Finding, type ModeRefusal, type ModeRule } from './mode.ts';

const answers = v.object({
	version: v.literal(1),
	/** whose idea it is */
	idea: v.nullable(v.picklist(['authority', 'private'])),
	/** whether the market has it already */
	market: v.nullable(v.picklist(['yes', 'no'])),
	isInnovative: v.boolean(),
	lots: v.nullable(count)
});
type Answers = v.InferOutput<typeof answers>;

/** Who carries what a thing costs each year once it is bought; `needless`: it costs nothing afterwards, as a study. */
export const runnings = ['unsaid', 'yearly', 'covered', 'needless'] as const;

const lot = v.object({ code: words, object: words, maximum: amount });
const volume = v.object({ year: v.pipe(v.number(), v.integer()), quantity: count });
const item = v.object({ name: words, amount, running: v.picklist(runnings), runningYearly: v.nullable(amount), runningWords: words });
const parts = v.object({
	version: v.literal(1),
	/** of the framework agreement, in cents without tax; null where there is none */
	maximum: v.nullable(amount),
	lots: rowsOf(lot),
	/** what one unit costs, in cents */
	unitPrice: v.nullable(amount),
	unit: words,
	volumes: rowsOf(volume),
	/** equipment, works, studies: bought once */
	items: rowsOf(item)
});
type Parts = v.InferOutput<typeof parts>;

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);

const readQuantity = (text: string): Outcome<number, 'quantity-unreadable'> => {
	const figures = text.replace(/[\s\u00a0\u202f]/g, '');
	return /^\d{1,12}$/.test(figures) ? accepted(Number(figures)) : refused('quantity-unreadable');
};

export const purchase: ModeRule<Answers, Parts> = {
	answers,
	noAnswers: { version: 1, idea: null, market: null, isInnovative: false, lots: null },
	readAnswers(fields) {
		const lots = readCount(fields, 'lots');
		if (!lots.accepted) return lots;
		return accepted({ version: 1, idea: pick(fields, 'idea', ['authority', 'private']), market: pick(fields, 'market', ['yes', 'no']), isInnovative: pick(fields, 'innovative', ['yes']) === 'yes', lots: lots.value });
	},

	checks({ idea, market, isInnovative, lots }, line) {
		const found: Finding[] = [];
		if (line.money.kind === 'none') found.push(alert('purchase-without-price'));
		if (idea === 'private') found.push(discuss('purchase-idea-private'));
		if (market === 'no') found.push(discuss('purchase-market-empty'));
		const [innovative, formal] = [against('innovative-purchase', line), against('formal-procedure-supplies-services', line)];
		if (innovative?.standing === 'unknown' || formal?.standing === 'unknown') found.push(discuss('threshold-unknown', { day: line.day }));
		if (isInnovative && innovative && innovative.standing !== 'unknown') {
			const figures = figuresOf(innovative.law);
			found.push(innovative.standing === 'below' ? ok('innovative-below', figures) : innovative.standing === 'reached' ? alert('innovative-above', figures) : discuss('innovative-may-reach', figures));
		}
		if (formal && formal.standing !== 'unknown' && formal.standing !== 'below') found.push(discuss(formal.standing === 'reached' ? 'formal-procedure' : 'formal-procedure-may-reach', figuresOf(formal.law)));
		if (!isInnovative) found.push(lots === null ? discuss('lots-unsaid') : lots === 1 ? discuss('lots-one') : ok('lots-several', { count: lots }));
		return found;
	},

	parts,
	followed: ['lots', 'items'],
	noParts: { version: 1, maximum: null, lots: [], unitPrice: null, unit: '', volumes: [], items: [] },
	readParts(fields) {
		const one = (name: string) => readEurosIfAny(typeof fields[name] === 'string' ? fields[name] : '');
		const [maximum, unitPrice, unit] = [one('maximum'), one('unitPrice'), readWords(fields, 'unit')];
		if (!maximum.accepted) return maximum;
		if (!unitPrice.accepted) return unitPrice;
		if (!unit.accepted) return unit;
		const lots = readRows(rowsIn(fields, ['lotCode', 'lotObject', 'lotMaximum'], ['lotObject', 'lotMaximum']), ({ lotCode, lotObject, lotMaximum }): Outcome<Parts['lots'][number], ModeRefusal> => {
			if (lotObject === '') return refused('name-missing');
			const read = readEuros(lotMaximum);
			return read.accepted ? accepted({ code: lotCode.slice(0, 12), object: lotObject.slice(0, 300), maximum: read.value }) : read;
		});
		if (!lots.accepted) return lots;
		const volumes = readRows(rowsIn(fields, ['volumeYear', 'volumeQuantity'], ['volumeYear', 'volumeQuantity']), ({ volumeYear, volumeQuantity }): Outcome<Parts['volumes'][number], ModeRefusal> => {
			if (!/^20\d\d$/.test(volumeYear)) return refused('year-unreadable');
			const read = readQuantity(volumeQuantity);
			return read.accepted ? accepted({ year: Number(volumeYear), quantity: read.value }) : read;
		});
		if (!volumes.accepted) return volumes;
		const items = readRows(
			rowsIn(fields, ['itemName', 'itemAmount', 'itemRunning', 'itemYearly', 'itemWords'], ['itemName', 'itemAmount', 'itemYearly', 'itemWords']),
			({ itemName, itemAmount, itemRunning, itemYearly, itemWords }): Outcome<Parts['items'][number], ModeRefusal> => {
				if (itemName === '') return refused('name-missing');
				const [price, yearly] = [readEuros(itemAmount), readEurosIfAny(itemYearly)];
				if (!price.accepted) return price;
				if (!yearly.accepted) return yearly;
				const said = runnings.find((running) => running === itemRunning) ?? 'unsaid';
				return accepted({ name: itemName.slice(0, 300), amount: price.value, running: yearly.value !== null && said === 'unsaid' ? 'yearly' : said, runningYearly: yearly.value, runningWords: itemWords.slice(0, 300) });
			}
		);
		if (!items.accepted) return items;
		return accepted({ version: 1, maximum: maximum.value, lots: [...lots.value], unitPrice: unitPrice.value, unit: unit.value, volumes: [...volumes.value], items: [...items.value] });
	},
	amountOf: ({ maximum, lots, items }) => {
		const framework = maximum ?? (lots.length > 0 ? sum(lots.map((one) => one.maximum)) : null);
		return framework === null && items.length === 0 ? null : (framework ?? 0) + sum(items.map((one) => one.amount));
	},
	flows: () => null,
	coherence({ maximum, lots, unitPrice, unit, volumes, items }) {
		const found: Finding[] = [];
		const inLots = sum(lots.map((one) => one.maximum));
		if (maximum !== null && lots.length > 0)
			found.push(
				inLots > maximum
					? alert('lots-sum-over', { count: lots.length, sum: inLots, maximum, gap: inLots - maximum })
					: inLots < maximum
						? discuss('lots-sum-under', { count: lots.length, sum: inLots, maximum, gap: maximum - inLots })
						: ok('lots-sum-equal', { count: lots.length, sum: inLots, maximum, gap: 0 })
			);
		if (maximum !== null && unitPrice !== null && volumes.length > 0) {
			const quantity = sum(volumes.map((one) => one.quantity));
			const needed = unitPrice * quantity;
			found.push((needed > maximum ? alert : ok)(needed > maximum ? 'volume-over' : 'volume-fits', { unitPrice, quantity, unit, needed, maximum, gap: Math.abs(maximum - needed) }));
		}
		const silent = items.filter(({ running }) => running === 'unsaid');
		for (const { name } of silent) found.push(alert('running-missing', { name }));
		if (items.length > 0 && silent.length === 0) found.push(ok('running-said'));
		return found;
	}
};
