import { isIdentifying, isOneToOne, isOptional } from '../schema/cardinality';
import type { ForeignKey } from '../schema/model/constraint';
import type { ObjectId } from '../schema/model/object';
import { postgresOf } from '../schema/model/postgresPart';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { columnNames, displayName, foreignKeys, primaryKey, shortTypeText } from '../schema/queries';

/*
 * The tables of a schema as boxes and lines, independent of any output format.
 */

export interface Graph {
  readonly entities: readonly Entity[];
  readonly relations: readonly Relation[];
}

/** `outside`: a table that was not requested but is referenced by a foreign key. `missing`: no migration creates it. Both have no attributes. */
type EntityKind = 'table' | 'outside' | 'missing';

export interface Entity {
  /** An ASCII word, unique in the graph and the same in every output format. */
  readonly id: string;
  readonly kind: EntityKind;
  /** For people: without `public.`. */
  readonly name: string;
  /** Absent for a missing table. */
  readonly table?: ObjectId;
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly keys: readonly KeyMark[];
}

/** `UK` marks a column that is unique by itself. A column of a wider unique key is not, so it has no mark. */
type KeyMark = 'PK' | 'FK' | 'UK';

/** A foreign key, from the referenced table (parent) to the referencing table (child). */
export interface Relation {
  readonly parent: string;
  readonly child: string;
  /** The foreign key may be NULL. */
  readonly optional: boolean;
  /** At most one child for each parent. */
  readonly oneToOne: boolean;
  /** The parent is part of the child's primary key. */
  readonly identifying: boolean;
  /** Columns of the foreign key, in its order. */
  readonly columns: readonly string[];
}

export interface GraphOptions {
  /** Draw only these; a table that they reference is drawn by its name. Absent: all tables but partitions and temporary tables. */
  readonly tables?: readonly ObjectId[];
}

/**
 * The graph of a schema. Tables stand in the order of their creation, so a rename or a new table at the end moves no other table: the
 * layout follows this order, and boxes that jump while the user types are hard to follow.
 */
export function graphOf(schema: Schema, options: GraphOptions = {}): Graph {
  const tables = chosen(schema, options);
  const inside = new Set(tables.map((table) => table.id));
  const others = new Map<string, Entity>();
  const relations = tables.flatMap((table) =>
    foreignKeys(table).map((foreignKey) => {
      const parent = parentOf(schema, inside, others, foreignKey);
      others.set(parent.id, parent);
      return relation(table, parent, foreignKey);
    }),
  );
  const beyond = [...others.values()].filter((entity) => entity.kind !== 'table');
  return { entities: [...tables.map((table) => tableEntity(schema, table)), ...beyond], relations };
}

function chosen(schema: Schema, { tables }: GraphOptions): readonly Table[] {
  const wanted = tables === undefined ? undefined : new Set(tables);
  return [...schema.tables.values()]
    .filter((table) => (wanted === undefined ? !table.temporary && postgresOf(table).partitionOf === undefined : wanted.has(table.id)))
    .sort((a, b) => a.id - b.id);
}

function tableEntity(schema: Schema, table: Table): Entity {
  return { id: `t${table.id}`, kind: 'table', name: displayName(schema, table), table: table.id, attributes: attributes(schema, table) };
}

function attributes(schema: Schema, table: Table): readonly Attribute[] {
  const primary = primaryKey(table)?.columns ?? [];
  const foreign = new Set(foreignKeys(table).flatMap((foreignKey) => foreignKey.columns));
  const unique = aloneUnique(table);
  return table.columns.map((column) => ({
    name: column.name,
    type: schema.engine.shortType(shortTypeText(schema, column.type)),
    nullable: !column.notNull,
    keys: [
      ...(primary.includes(column.number) ? (['PK'] as const) : []),
      ...(foreign.has(column.number) ? (['FK'] as const) : []),
      ...(unique.has(column.number) ? (['UK'] as const) : []),
    ],
  }));
}

function aloneUnique(table: Table): ReadonlySet<number> {
  const indexes = table.indexes.filter((index) => index.unique && !index.primary && index.predicate === undefined);
  return new Set(indexes.flatMap(({ keys }) => (keys.length === 1 ? (keys[0]?.column ?? []) : [])));
}

function parentOf(schema: Schema, inside: ReadonlySet<ObjectId>, known: ReadonlyMap<string, Entity>, { target }: ForeignKey): Entity {
  if (target.kind === 'table') {
    const table = schema.tables.get(target.table);
    const name = table === undefined ? '' : displayName(schema, table);
    return { id: `t${target.table}`, kind: inside.has(target.table) ? 'table' : 'outside', name, table: target.table, attributes: [] };
  }
  const name =
    target.schema === undefined || target.schema === schema.engine.defaultSchema ? target.name : `${target.schema}.${target.name}`;
  const missing = [...known.values()].filter((entity) => entity.kind === 'missing');
  return missing.find((entity) => entity.name === name) ?? { id: `m${missing.length + 1}`, kind: 'missing', name, attributes: [] };
}

function relation(table: Table, parent: Entity, foreignKey: ForeignKey): Relation {
  return {
    parent: parent.id,
    child: `t${table.id}`,
    optional: isOptional(table, foreignKey),
    oneToOne: isOneToOne(table, foreignKey),
    identifying: isIdentifying(table, foreignKey),
    columns: columnNames(table, foreignKey.columns),
  };
}
