import type { EngineDescriptionOf, EngineOf } from '../engine';
import type { PersistentMap } from '../versions/persistentMap';
import type { Gap } from './gap';
import type { ObjectId, Origin } from './object';
import type { Routine } from './routine';
import type { Sequence } from './sequence';
import type { Table, TableRows } from './table';
import type { Type } from './type';
import type { View } from './view';

export interface Namespace {
  readonly id: ObjectId;
  readonly name: string;
  readonly comment?: string;
  /** Absent for `public`, and for a schema that a baseline assumes. */
  readonly created?: Origin;
}

export interface Extension {
  readonly name: string;
  readonly namespace: ObjectId;
  readonly created: Origin;
}

/** A relation name is unique within its namespace among all of these (pg_class). */
export type RelationRef =
  | { readonly kind: 'table' | 'view' | 'sequence' | 'composite'; readonly id: ObjectId }
  | { readonly kind: 'index'; readonly id: ObjectId; readonly owner: ObjectId };

export interface Schema {
  /** The same engine for all schemas of a root. */
  readonly engine: Engine;
  readonly nextId: ObjectId;
  readonly namespaces: PersistentMap<ObjectId, Namespace>;
  readonly extensions: PersistentMap<string, Extension>;
  readonly tables: PersistentMap<ObjectId, Table>;
  readonly views: PersistentMap<ObjectId, View>;
  readonly sequences: PersistentMap<ObjectId, Sequence>;
  readonly types: PersistentMap<ObjectId, Type>;
  readonly routines: PersistentMap<ObjectId, Routine>;
  /** Keyed by nameKey(namespace, name). */
  readonly relationNames: PersistentMap<string, RelationRef>;
  /** Keyed by nameKey(namespace, name). */
  readonly typeNames: PersistentMap<string, ObjectId>;
  /** Number of constraints of a namespace with a name, keyed by nameKey(namespace, name): a chosen name must be free among them. */
  readonly constraintNames: PersistentMap<string, number>;
  /** Tables that inherit from a table or are partitions of it, keyed by its id. A table without any is absent. */
  readonly children: PersistentMap<ObjectId, readonly ObjectId[]>;
  /** Tables, views, sequences and types that refer to an object and may be dropped with it, keyed by its id. An object without any is absent. */
  readonly dependents: PersistentMap<ObjectId, readonly ObjectId[]>;
  /** Rows that migrations put into tables. An absent table is empty in a database that only these migrations have used. */
  readonly rows: PersistentMap<ObjectId, TableRows>;
  readonly searchPath: readonly string[];
  readonly gaps: readonly Gap[];
}

export type Engine = EngineOf<Schema>;
export type EngineDescription = EngineDescriptionOf<Schema>;

export function nameKey(namespace: ObjectId, name: string): string {
  return `${namespace}.${name}`;
}
