import type { CatalogRelation } from '../../../../schema/code/codeCatalog';
import type { Expression } from '../../../../schema/model/expression';
import type { ObjectId } from '../../../../schema/model/object';
import type { Schema } from '../../../../schema/model/schema';
import type { Column, Table } from '../../../../schema/model/table';
import { oid, tables } from './objects';
import { type Columns, relation } from './relation';

interface DefaultOf {
  readonly table: Table;
  readonly column: Column;
  readonly expression: Expression;
}

interface Dependency {
  readonly object: ObjectId | string;
  readonly column: number;
  readonly on: ObjectId;
  readonly onColumn: number;
  readonly type: 'n' | 'a' | 'i';
}

/** Catalogs of defaults and dependencies (manual, 52.6 and 52.18), and of objects that the model leaves out. */
export const DEPENDENCIES: Readonly<Record<string, CatalogRelation>> = {
  pg_attrdef: relation('column', 'adnum', defaults, {
    oid: (each) => oidOf(each),
    adrelid: ({ table }) => oid(table.id),
    adnum: ({ column }) => column.number,
  }),
  pg_depend: inPart({
    rows: dependencies,
    columns: {
      objid: ({ object }) => ({ kind: 'oid', id: object }),
      objsubid: ({ column }) => column,
      refobjid: ({ on }) => oid(on),
      refobjsubid: ({ onColumn }) => onColumn,
      deptype: ({ type }) => type,
    },
  }),
  pg_partitioned_table: relation('table', 'partrelid', (schema) => tables(schema).filter(({ kind }) => kind === 'partitioned table'), {
    partrelid: ({ id }) => oid(id),
  }),
  pg_publication: leftOut('pubname', 'oid'),
  pg_publication_tables: leftOut('pubname', 'schemaname', 'tablename'),
  pg_publication_rel: leftOut('prpubid', 'prrelid'),
  pg_event_trigger: leftOut('evtname', 'oid'),
  pg_foreign_server: leftOut('srvname', 'oid'),
  pg_statistic_ext: leftOut('stxname', 'stxrelid', 'stxnamespace'),
};

function defaults(schema: Schema): readonly DefaultOf[] {
  return tables(schema).flatMap((table) =>
    table.columns.flatMap((column) => {
      const expression = column.default ?? column.generated?.expression;
      return expression === undefined ? [] : [{ table, column, expression }];
    }),
  );
}

/** A default has no id in the model, so its table and column stand for one. */
function oidOf({ table, column }: DefaultOf): { readonly kind: 'oid'; readonly id: string } {
  return { kind: 'oid', id: `default ${table.id}.${column.number}` };
}

/** The dependencies of defaults on sequences and functions that they call, and of sequences on the column that owns them. */
function dependencies(schema: Schema): readonly Dependency[] {
  const ofDefaults = defaults(schema).flatMap((each): readonly Dependency[] => {
    const needed = [...(each.expression.routines ?? []), ...each.expression.sequences];
    return needed.map((on) => ({ object: oidOf(each).id, column: 0, on, onColumn: 0, type: 'n' }));
  });
  const ofSequences = [...schema.sequences.values()].flatMap(({ id, ownedBy }): readonly Dependency[] =>
    ownedBy === undefined
      ? []
      : [{ object: id, column: 0, on: ownedBy.table, onColumn: ownedBy.column, type: ownedBy.identity ? 'i' : 'a' }],
  );
  return [...ofDefaults, ...ofSequences];
}

function inPart<T>({ rows, columns }: { readonly rows: (schema: Schema) => readonly T[]; readonly columns: Columns<T> }): CatalogRelation {
  return { ...relation('table', 'objid', rows, columns), isPartial: true };
}

/** A catalog of objects that the model leaves out. An object that a migration queries likely does not exist. */
function leftOut(name: string, ...others: readonly string[]): CatalogRelation {
  const columns = Object.fromEntries([name, ...others].map((column) => [column, () => null]));
  return { ...relation<never>('table', name, () => [], columns), isPartial: true };
}
