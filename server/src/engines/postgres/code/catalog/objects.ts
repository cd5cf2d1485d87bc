import { type ObjectOid, UNKNOWN, type Value } from '../../../../code/value';
import type { Constraint } from '../../../../schema/model/constraint';
import type { Schema } from '../../../../schema/model/schema';
import type { Table } from '../../../../schema/model/table';
import { isView, type View } from '../../../../schema/model/view';
import { namespaceName } from '../../../../schema/queries';
import { builtinTypes } from './typeOids';

/* The objects of the model that catalogs have rows for, and the codes that the catalogs use for them. */

export interface InSchema {
  readonly id: number;
  readonly namespace: number;
  readonly name: string;
}
export type Member<T> = readonly [object: T, owner: Table | View];
export type Relation = InSchema & { readonly relkind: string; readonly object?: Table | View };

export const oid = (id: number): ObjectOid => ({ kind: 'oid', id });
export const schemaName = (object: { readonly namespace: number }, schema: Schema): string => {
  const name = namespaceName(schema, object);
  return name === 'pg_temp' ? 'pg_temp_0' : name;
};
export const ownerSchema = <T>([, owner]: Member<T>, schema: Schema): string => schemaName(owner, schema);
export const ownerName = <T>([, owner]: Member<T>): string => owner.name;
export const memberName = ([member]: Member<{ readonly name: string }>): string => member.name;
export const unknown = (): Value => UNKNOWN;
export const yesNo = (value: boolean): string => (value ? 'YES' : 'NO');

export const tables = (schema: Schema): readonly Table[] => [...schema.tables.values()];
export const views = (schema: Schema): readonly View[] => [...schema.views.values()];
export const owners = (schema: Schema): readonly (Table | View)[] => [...tables(schema), ...views(schema)];

export function members<T>(of: (owner: Table | View) => readonly T[]): (schema: Schema) => readonly Member<T>[] {
  const known = new WeakMap<Table | View, readonly Member<T>[]>();
  const membersOf = (owner: Table | View): readonly Member<T>[] => {
    const found = known.get(owner) ?? of(owner).map((member): Member<T> => [member, owner]);
    known.set(owner, found);
    return found;
  };
  // Cached by table: code queries again after each of its changes, which leaves nearly all tables the same objects.
  return (schema) => owners(schema).flatMap(membersOf);
}

export const constraintsOf = (owner: Table | View): readonly Constraint[] => (isView(owner) ? [] : owner.constraints);
export const columnsOf = (owner: Table | View) => owner.columns;

const RELKINDS: Readonly<Record<(Table | View)['kind'], string>> = {
  table: 'r',
  'partitioned table': 'p',
  'foreign table': 'f',
  view: 'v',
  'materialized view': 'm',
};

/** All relations that pg_class has a row for. */
export function relations(schema: Schema): readonly Relation[] {
  const of = (object: Table | View): Relation => ({
    id: object.id,
    namespace: object.namespace,
    name: object.name,
    relkind: RELKINDS[object.kind],
    object,
  });
  return [
    ...owners(schema).map(of),
    ...[...schema.sequences.values()].map((sequence): Relation => ({ ...sequence, relkind: 'S' })),
    ...members(({ indexes }) => indexes)(schema).map(
      ([index, owner]): Relation => ({
        id: index.id,
        name: index.name,
        namespace: owner.namespace,
        relkind: isPartitioned(owner) ? 'I' : 'i',
      }),
    ),
    ...[...schema.types.values()].flatMap((type): readonly Relation[] => (type.kind === 'composite' ? [{ ...type, relkind: 'c' }] : [])),
  ];
}

function isPartitioned(owner: Table | View): boolean {
  return owner.kind === 'partitioned table';
}

export const CONTYPES: Readonly<Record<Constraint['kind'], string>> = {
  'primary key': 'p',
  unique: 'u',
  check: 'c',
  'foreign key': 'f',
  exclusion: 'x',
};
export const CONSTRAINT_TYPES: Readonly<Record<Constraint['kind'], string>> = {
  'primary key': 'PRIMARY KEY',
  unique: 'UNIQUE',
  check: 'CHECK',
  'foreign key': 'FOREIGN KEY',
  exclusion: 'EXCLUDE',
};

export function columnsOfConstraint(constraint: Constraint): readonly number[] {
  return constraint.kind === 'exclusion' ? [] : constraint.columns;
}

export function isPart(object: Table | View | undefined): boolean {
  return object !== undefined && !isView(object) && object.postgres?.partitionOf !== undefined;
}

export interface TypeRow {
  readonly oid: ObjectOid;
  readonly name: string;
  readonly namespace: ObjectOid;
  readonly typtype: string;
  /** True of the row type of a relation. */
  readonly relation: boolean;
}

export function types(schema: Schema): readonly TypeRow[] {
  const row = (type: InSchema, typtype: string, isRelation: boolean): TypeRow => ({
    oid: oid(type.id),
    name: type.name,
    namespace: oid(type.namespace),
    typtype,
    relation: isRelation,
  });
  return [
    ...[...schema.types.values()].map((type) => row(type, TYPTYPES[type.kind] ?? 'b', type.kind === 'composite')),
    ...owners(schema).map((owner) => row(owner, 'c', true)),
    ...builtinTypes(schema).map(
      (type): TypeRow => ({ ...type, namespace: { kind: 'oid', id: 'pg_catalog' }, typtype: 'b', relation: false }),
    ),
  ];
}
const TYPTYPES: Readonly<Record<string, string>> = { enum: 'e', domain: 'd', composite: 'c' };
