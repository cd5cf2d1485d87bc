import type { Context } from '../../../schema/apply/context';
import { creationNamespace } from '../../../schema/apply/lookup';
import { takeId } from '../../../schema/edit';
import type { Schema } from '../../../schema/model/schema';
import { findNamespace } from '../../../schema/queries';
import type { CreateExtension, CreateSchema, SetSearchPath } from '../../../sql/change';
import { addExtensionTypes } from './types';

/** CREATE SCHEMA. A schema that was assumed to exist becomes one that the statement makes. */
export function applyCreateSchema(schema: Schema, change: CreateSchema, context: Context): Schema {
  const existing = findNamespace(schema, change.name.text);
  if (existing !== undefined) {
    if (!change.ifNotExists && existing.created !== undefined) {
      context.report({
        kind: 'duplicate-object',
        span: change.name.span,
        objectKind: 'schema',
        name: change.name.text,
        existing: existing.created,
      });
    }
    return existing.created !== undefined || existing.name === 'public'
      ? schema
      : { ...schema, namespaces: schema.namespaces.set(existing.id, { ...existing, created: context.at(change.name.span) }) };
  }
  const [next, id] = takeId(schema);
  return { ...next, namespaces: next.namespaces.set(id, { id, name: change.name.text, created: context.at(change.name.span) }) };
}

/** CREATE EXTENSION, with the types that it brings. */
export function applyCreateExtension(schema: Schema, change: CreateExtension, context: Context): Schema {
  const name = change.name.text;
  if (schema.extensions.has(name)) return schema;
  const [next, namespace] = creationNamespace(schema, {
    ...(change.schema === undefined ? {} : { schema: change.schema }),
    name: change.name,
  });
  const created = context.at(change.name.span);
  const known = addExtensionTypes(next, name, namespace, TYPES[name] ?? [], created);
  return { ...known, extensions: known.extensions.set(name, { name, namespace, created }) };
}

/** The types of the contrib modules (manual, appendix F) and of widely used extensions. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  citext: ['citext'],
  hstore: ['hstore', 'ghstore'],
  ltree: ['ltree', 'lquery', 'ltxtquery', 'ltree_gist'],
  cube: ['cube'],
  isn: ['ean13', 'isbn13', 'ismn13', 'issn13', 'isbn', 'ismn', 'issn', 'upc'],
  seg: ['seg'],
  intarray: ['query_int', 'intbig_gkey'],
  pg_trgm: ['gtrgm'],
  vector: ['vector', 'halfvec', 'sparsevec'],
  postgis: ['geometry', 'geography', 'box2d', 'box3d', 'box2df', 'spheroid', 'gidx', 'geometry_dump', 'valid_detail'],
  postgis_raster: ['raster', 'rastbandarg'],
  pgmq: ['message_record', 'queue_record', 'metrics_result'],
};

/** SET search_path and RESET search_path. */
export function applySetSearchPath(schema: Schema, change: SetSearchPath): Schema {
  // A schema `$user` rarely exists. pg_dump sets the path to an empty string to switch it off.
  const path = (change.schemas ?? ['public']).filter((name) => name !== '$user' && name !== '' && name !== 'pg_catalog');
  return { ...schema, searchPath: path };
}
