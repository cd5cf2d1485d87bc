import type { Expression } from '../model/expression';
import type { ObjectId } from '../model/object';
import type { Schema } from '../model/schema';
import type { Column, Table } from '../model/table';
import type { Index } from '../model/tableIndex';
import { searched } from '../queries';
import { hasCondition, withoutPolicies } from './reads';

/** Ids of the functions that an expression calls. Where several have the name, none is taken: only the argument types would tell. */
export function routinesNamed(schema: Schema, names: readonly string[]): readonly ObjectId[] {
  return names.flatMap((written) => {
    const [name, inSchema] = written.split('.').reverse();
    const namespaces = new Set(searched(schema, inSchema).map(({ id }) => id));
    const found = [...schema.routines.values()].filter((routine) => routine.name === name && namespaces.has(routine.namespace));
    return found.length === 1 ? found.map(({ id }) => id) : [];
  });
}

/** Numbers of the generated columns whose expression calls a function. */
export function generatedBy(table: Table, routine: ObjectId): readonly number[] {
  if (!usesOf(table).generated.has(routine)) return [];
  return table.columns.filter(({ generated }) => calls(generated?.expression, routine)).map(({ number }) => number);
}

/** A table without the defaults, checks, indexes and policies that call a function. The same one when there are none. */
export function withoutCalls(table: Table, routine: ObjectId): Table {
  const plain = withoutPolicies(table, (policy) => hasCondition(policy, ({ routines }) => routines.includes(routine)));
  if (!usesOf(table).others.has(routine)) return plain;
  const falls = (index: Index): boolean =>
    calls(index.predicate, routine) || index.keys.some((key) => key.column === undefined && calls(key.expression, routine));
  return {
    ...plain,
    columns: table.columns.map((column) => (calls(column.default, routine) ? withoutDefault(column) : column)),
    constraints: table.constraints.filter((constraint) => constraint.kind !== 'check' || !calls(constraint.expression, routine)),
    indexes: table.indexes.filter((index) => !falls(index)),
  };
}

function withoutDefault({ default: _, ...column }: Column): Column {
  return column;
}

function calls(expression: Expression | undefined, routine: ObjectId): boolean {
  return expression?.routines?.includes(routine) === true;
}

interface Uses {
  /** Ids of the functions that generated columns call. They fall with their columns, so `withoutCalls` leaves them. */
  readonly generated: ReadonlySet<ObjectId>;
  /** Ids of the functions that defaults, checks and indexes call. */
  readonly others: ReadonlySet<ObjectId>;
}

const known = new WeakMap<Table, Uses>();

/** The functions that the expressions of a table call. Kept per table, as each DROP FUNCTION asks all of them. */
function usesOf(table: Table): Uses {
  const before = known.get(table);
  if (before !== undefined) return before;
  const uses: Uses = {
    generated: called(table.columns.map(({ generated }) => generated?.expression)),
    others: called([
      ...table.columns.map((column) => column.default),
      ...table.constraints.map((constraint) => (constraint.kind === 'check' ? constraint.expression : undefined)),
      ...table.indexes.flatMap(({ predicate, keys }) => [
        predicate,
        ...keys.map((key) => (key.column === undefined ? key.expression : undefined)),
      ]),
    ]),
  };
  known.set(table, uses);
  return uses;
}

function called(expressions: readonly (Expression | undefined)[]): ReadonlySet<ObjectId> {
  return new Set(expressions.flatMap((expression) => expression?.routines ?? []));
}
