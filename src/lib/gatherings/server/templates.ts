// The only writer of the templates that an authority keeps: added, changed, removed, read from a file.
import { and, eq, sql } from 'drizzle-orm';
import type { AuthorityId, TemplateId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { ofAuthority, record, type Actor } from '../../journal/server/journal.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { StepRegistry } from '../rules/step.ts';
import { readTemplateFile, type ImportRefusal } from '../rules/templateFile.ts';
import { foldTemplateName, mostTemplates, readTemplate, templateLimits, typedOf, type Template, type TemplateFault, type TypedTemplate } from '../rules/templates.ts';
import { templates } from './tables.ts';

export interface KeptTemplate extends Template {
	readonly id: TemplateId;
	readonly authorityId: AuthorityId;
	readonly kind: string;
	readonly revision: number;
	readonly changedAt: Date;
}

/** Whoever writes among the templates of one kind that an authority keeps. */
export interface TemplateDoer {
	readonly authorityId: AuthorityId;
	readonly kind: string;
	readonly actor: Actor;
	readonly at: Date;
}

export type KeepRefusal = TemplateFault | 'template-name-taken' | 'templates-too-many';
export type ChangeTemplateRefusal = KeepRefusal | 'template-unknown' | 'template-changed-meanwhile';
export type RemoveTemplateRefusal = 'template-unknown' | 'template-changed-meanwhile';

const columns = {
	id: templates.id,
	authorityId: templates.authorityId,
	kind: templates.kind,
	name: templates.name,
	description: templates.description,
	steps: templates.steps,
	revision: templates.revision,
	changedAt: templates.changedAt
};

type Row = { [Column in keyof typeof columns]: (typeof templates.$inferSelect)[Column] };
const kept = ({ steps, ...row }: Row): KeptTemplate => ({ ...row, steps: steps.steps });

export async function find(query: Query, id: TemplateId): Promise<KeptTemplate | undefined> {
	const [row] = await query.select(columns).from(templates).where(eq(templates.id, id));
	return row && kept(row);
}

/** Those of one kind that an authority keeps, by name. */
export async function ofAuthorityBy(query: Query, { authorityId, kind }: Pick<TemplateDoer, 'authorityId' | 'kind'>): Promise<readonly KeptTemplate[]> {
	const rows = await query
		.select(columns)
		.from(templates)
		.where(and(eq(templates.authorityId, authorityId), eq(templates.kind, kind)))
		.orderBy(sql`${templates.name} collate "fr-x-icu"`);
	return rows.map(kept);
}

/** Names are given, and templates counted, one at a time. */
async function holdNames(tx: Tx, { authorityId, kind }: TemplateDoer): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`templates:${authorityId}:${kind}`}, 0))`);
}

/** « Deux heures », then « Deux heures (2) »: a copy is never refused for its name. */
function freeName(name: string, taken: ReadonlySet<string>): string {
	for (let turn = 1; ; turn += 1) {
		const ending = turn === 1 ? '' : ` (${turn})`;
		const tried = `${[...name].slice(0, templateLimits.name - ending.length).join('')}${ending}`;
		if (!taken.has(foldTemplateName(tried))) return tried;
	}
}

const insideSteps = (steps: Template['steps']) => ({ version: 1, steps }) as const;

async function insert(tx: Tx, doer: TemplateDoer, template: Template, act: string, about: Readonly<Record<string, string | number>>): Promise<TemplateId> {
	const id = newId<'template'>();
	const { authorityId, kind, actor, at } = doer;
	const { name, description, steps } = template;
	await tx
		.insert(templates)
		.values({ id, authorityId, kind, name, foldedName: foldTemplateName(name), description, steps: insideSteps(steps), createdAt: at, changedAt: at });
	await record(tx, { ...ofAuthority(authorityId), act, actor, about: { template: id, kind, steps: steps.length, ...about } });
	return id;
}

/** Keeps one more, judged anew whatever it comes from; a name that is taken gets a number. `source` is an id or a key: where the copy comes from. */
export const add = (tx: Tx, registry: StepRegistry, doer: TemplateDoer, template: Template, source: string): Promise<Outcome<TemplateId, KeepRefusal>> =>
	addTyped(tx, registry, doer, typedOf(registry, template), source);

/** The same, as it was typed. */
export async function addTyped(tx: Tx, registry: StepRegistry, doer: TemplateDoer, typed: TypedTemplate, source: string): Promise<Outcome<TemplateId, KeepRefusal>> {
	const judged = readTemplate(registry, typed);
	if (!judged.accepted) return judged;
	await holdNames(tx, doer);
	const there = await ofAuthorityBy(tx, doer);
	if (there.length >= mostTemplates) return refused('templates-too-many');
	const name = freeName(judged.value.name, new Set(there.map((one) => foldTemplateName(one.name))));
	return accepted(await insert(tx, doer, { ...judged.value, name }, 'template-added', { source }));
}

/** Keeps what a file says, whole or not at all (GA35). */
export async function addFromFile(
	tx: Tx,
	registry: StepRegistry,
	doer: TemplateDoer,
	{ text, unknown }: { readonly text: string; readonly unknown: 'refuse' | 'leave-out' }
): Promise<Outcome<{ readonly id: TemplateId; readonly leftOut: number }, ImportRefusal | KeepRefusal>> {
	const read = readTemplateFile(registry, doer.kind, text, unknown);
	if (!read.accepted) return read;
	const added = await add(tx, registry, doer, read.value.template, 'file');
	return added.accepted ? accepted({ id: added.value, leftOut: read.value.leftOut.length }) : added;
}

async function lock(tx: Tx, { authorityId, kind }: TemplateDoer, id: TemplateId): Promise<KeptTemplate | undefined> {
	const [row] = await tx
		.select(columns)
		.from(templates)
		.where(and(eq(templates.authorityId, authorityId), eq(templates.kind, kind), eq(templates.id, id)))
		.for('update');
	return row && kept(row);
}

/** Changes one, as it was typed; `revision` is the one that was read before typing: somebody else's change is never written over unseen (GA31). */
export async function change(
	tx: Tx,
	registry: StepRegistry,
	doer: TemplateDoer,
	asked: { readonly id: TemplateId; readonly revision: number; readonly typed: TypedTemplate }
): Promise<Outcome<number, ChangeTemplateRefusal>> {
	await holdNames(tx, doer);
	const before = await lock(tx, doer, asked.id);
	if (!before) return refused('template-unknown');
	const judged = readTemplate(registry, asked.typed);
	if (!judged.accepted) return judged;
	if (before.revision !== asked.revision) return refused('template-changed-meanwhile');
	const { name, description, steps } = judged.value;
	const foldedName = foldTemplateName(name);
	if ((await ofAuthorityBy(tx, doer)).some((other) => other.id !== before.id && foldTemplateName(other.name) === foldedName)) return refused('template-name-taken');
	const revision = before.revision + 1;
	await tx
		.update(templates)
		.set({ name, foldedName, description, steps: insideSteps(steps), revision, changedAt: doer.at })
		.where(and(eq(templates.authorityId, doer.authorityId), eq(templates.id, before.id)));
	await record(tx, { ...ofAuthority(doer.authorityId), act: 'template-changed', actor: doer.actor, about: { template: before.id, revision, steps: steps.length } });
	return accepted(revision);
}

/** Removes one; workshops that were created from it keep their agenda. */
export async function remove(tx: Tx, doer: TemplateDoer, asked: { readonly id: TemplateId; readonly revision: number }): Promise<Outcome<TemplateId, RemoveTemplateRefusal>> {
	const there = await lock(tx, doer, asked.id);
	if (!there) return refused('template-unknown');
	if (there.revision !== asked.revision) return refused('template-changed-meanwhile');
	await tx.delete(templates).where(and(eq(templates.authorityId, doer.authorityId), eq(templates.id, there.id)));
	await record(tx, { ...ofAuthority(doer.authorityId), act: 'template-removed', actor: doer.actor, about: { template: there.id } });
	return accepted(there.id);
}
