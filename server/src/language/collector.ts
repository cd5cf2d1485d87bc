import type { ReplayedMigration, Step } from '../migrations/replay/step';
import { findType } from '../schema/findType';
import type { Schema } from '../schema/model/schema';
import { findNamespace, findRelation } from '../schema/queries';
import type { Expression, Name, QualifiedName, TypeName } from '../sql/change';
import type { Token } from '../sql/token';
import { type Span, shift } from '../text/span';
import { branchOf, type Ref } from './ref';
import { tokensOf } from './tokens';

/** A place in a migration that names an object. */
export interface Mention {
  readonly ref: Ref;
  readonly file: string;
  /** Offsets in the file, quotes included. */
  readonly span: Span;
  readonly role: MentionRole;
  readonly step: Step;
}
/** `definition` creates the object, `rename` is the new name in a RENAME. */
type MentionRole = 'definition' | 'rename' | 'use';

/** The schema of the step to search first: a created object exists after the step, a dropped one before it. */
type Side = 'before' | 'after';

/** Resolves the names in one change and records where they stand. Each method returns the object, or undefined when there is none. */
export interface Collector {
  readonly step: Step;
  relation(name: QualifiedName, side?: Side, role?: MentionRole): Ref | undefined;
  column(owner: Ref | undefined, name: Name | undefined, side?: Side, role?: MentionRole): Ref | undefined;
  constraint(owner: Ref | undefined, name: Name | undefined, side?: Side, role?: MentionRole): Ref | undefined;
  index(name: Name | undefined, inSchema?: string, side?: Side, role?: MentionRole): Ref | undefined;
  namespace(name: Name | undefined, side?: Side, role?: MentionRole): Ref | undefined;
  typeName(name: QualifiedName, side?: Side, role?: MentionRole): Ref | undefined;
  routine(name: QualifiedName, find: (schema: Schema) => number | undefined, side?: Side, role?: MentionRole): Ref | undefined;
  /** Records the use of a type. */
  type(type: TypeName | undefined): void;
  /** Records the columns of the owner that an expression names. */
  expression(owner: Ref | undefined, expression: Expression | undefined): void;
  add(ref: Ref, span: Span, role: MentionRole): void;
}

/** Collects the mentions of one step. `into` receives each of them, in no particular order. */
export function collector(step: Step, replayed: ReplayedMigration, into: (mention: Mention) => void): Collector {
  const { file, offset, statement } = step.located;
  const add = (ref: Ref, span: Span, role: MentionRole): void => into({ ref, file, span: shift(span, offset), role, step });
  const find = (name: Name | undefined, side: Side, role: MentionRole, ask: (schema: Schema, name: Name) => Ref | undefined) => {
    if (name === undefined) return undefined;
    const found = ask(step[side], name) ?? ask(step[side === 'before' ? 'after' : 'before'], name);
    if (found === undefined) return undefined;
    const ref = step.direction === 'up' ? found : { ...found, branch: branchOf(found, replayed) };
    add(ref, name.span, role);
    return ref;
  };
  const tokensIn = (span: Span): readonly Token[] =>
    tokensOf(step.located, step.before.engine).filter((token) => token.start >= span.start && token.end <= span.end);
  const named = (token: Token): string | undefined => step.before.engine.identifier(statement.text, token);
  const collect: Collector = {
    step,
    add,
    namespace: (name, side = 'before', role = 'use') => find(name, side, role, (schema) => namespaceRef(schema, name!.text)),
    relation(name, side = 'before', role = 'use') {
      collect.namespace(name.schema);
      return find(name.name, side, role, (schema) => relationRef(schema, name.name.text, name.schema?.text));
    },
    column: (owner, name, side = 'before', role = 'use') =>
      find(name, side, role, (schema) => (owner === undefined ? undefined : columnRef(schema, owner, name!.text))),
    constraint: (owner, name, side = 'before', role = 'use') =>
      find(name, side, role, (schema) => {
        const constraint = schema.tables.get(owner?.id ?? -1)?.constraints.find((candidate) => candidate.name === name!.text);
        return constraint === undefined ? undefined : { branch: '', kind: 'constraint', id: owner!.id, part: constraint.id };
      }),
    index: (name, inSchema, side = 'before', role = 'use') => find(name, side, role, (schema) => relationRef(schema, name!.text, inSchema)),
    typeName(name, side = 'before', role = 'use') {
      collect.namespace(name.schema);
      return find(name.name, side, role, (schema) => typeRef(schema, name.name.text, name.schema?.text));
    },
    routine(name, ask, side = 'before', role = 'use') {
      collect.namespace(name.schema);
      return find(name.name, side, role, (schema) => {
        const id = ask(schema);
        return id === undefined ? undefined : { branch: '', kind: 'routine', id };
      });
    },
    type(type) {
      if (type === undefined || step.before.engine.resolveType(step.before, type).kind === 'builtin') return;
      const [first, dot, third] = tokensIn(type.span);
      const token = dot !== undefined && statement.text[dot.start] === '.' ? third : first;
      if (token !== undefined) find({ text: type.name, span: token }, 'before', 'use', (schema) => typeRef(schema, type.name, type.schema));
    },
    expression(owner, expression) {
      if (owner === undefined || expression === undefined) return;
      const tokens = tokensIn(expression.span);
      tokens.forEach((token, i) => {
        const text = token.kind === 'word' || token.kind === 'quotedIdentifier' ? named(token) : undefined;
        const next = tokens[i + 1];
        if (text === undefined || !expression.columns.includes(text) || (next !== undefined && statement.text[next.start] === '(')) return;
        collect.column(owner, { text, span: { start: token.start, end: token.end } });
      });
    },
  };
  return collect;
}

/** Resolves the name of a relation. A composite type counts as a type. */
export function relationRef(schema: Schema, name: string, inSchema?: string): Ref | undefined {
  const found = findRelation(schema, name, inSchema);
  if (found === undefined) return undefined;
  if (found.kind === 'index') return { branch: '', kind: 'index', id: found.owner, part: found.id };
  return { branch: '', kind: found.kind === 'composite' ? 'type' : found.kind, id: found.id };
}

/** Resolves the name of a column of a table or view. */
export function columnRef(schema: Schema, owner: Ref, name: string): Ref | undefined {
  const columns: readonly { readonly name: string; readonly number: number }[] | undefined =
    schema.tables.get(owner.id)?.columns ?? schema.views.get(owner.id)?.columns;
  const column = columns?.find((candidate) => candidate.name === name);
  return column === undefined ? undefined : { branch: '', kind: 'column', id: owner.id, number: column.number };
}

function typeRef(schema: Schema, name: string, inSchema?: string): Ref | undefined {
  const id = findType(schema, { name, ...(inSchema === undefined ? {} : { schema: inSchema }) });
  if (id === undefined) return undefined;
  return { branch: '', kind: schema.types.has(id) ? 'type' : schema.tables.has(id) ? 'table' : 'view', id };
}

function namespaceRef(schema: Schema, name: string): Ref | undefined {
  const namespace = findNamespace(schema, name);
  return namespace === undefined ? undefined : { branch: '', kind: 'schema', id: namespace.id };
}
