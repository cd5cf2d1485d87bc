import { type Maker, maybe, newSchema, quoted } from './situation';

/* Schemas, the search path and transactions. */

const createSchema: Maker = (of) => `create schema ${maybe(of, 3, 'if not exists ')}${newSchema(of)}`;

const aboutSchema: Maker = (of) => {
  const own = [...of.schema.namespaces.values()].filter(({ name }) => !['public', 'pg_temp'].includes(name));
  const schema = of.pick(own);
  if (schema === undefined) return createSchema(of);
  const name = quoted(schema.name);
  return of.pick([
    `alter schema ${name} rename to ${newSchema(of)}`,
    `drop schema ${maybe(of, 3, 'if exists ')}${name} cascade`,
    `drop schema ${name}`,
    `comment on schema ${name} is 'about a schema'`,
    `create schema if not exists ${name}`,
  ]);
};

const searchPath: Maker = (of) =>
  of.pick([
    `set search_path = ${newSchema(of)}, public`,
    `set search_path to public, ${newSchema(of)}`,
    'set search_path to public',
    'reset search_path',
    'set search_path to default',
    `set search_path = "$user", public, ${newSchema(of)}`,
    `set session search_path = ${newSchema(of)}`,
    `select set_config('search_path', 'r, public', false)`,
    `select pg_catalog.set_config('search_path', 's,public', ${of.inTransaction})`,
    ...(of.once(8) ? ["set search_path = ''"] : []),
    'set search_path = nowhere, public, pg_temp',
    ...(of.inTransaction ? [`set local search_path = ${newSchema(of)}, public`] : []),
  ]);

const WITHIN = [
  'commit',
  'end',
  'rollback',
  'rollback',
  'savepoint one',
  'savepoint two',
  'rollback to one',
  'rollback to savepoint two',
  'release one',
  'release savepoint two',
  'abort',
  'commit and chain',
  'rollback and chain',
];

const transaction: Maker = (of) =>
  of.inTransaction ? of.pick(WITHIN) : of.pick(['begin', 'start transaction', 'begin isolation level repeatable read']);

export const SESSION_MAKERS: readonly (readonly [weight: number, Maker])[] = [
  [3, createSchema],
  [3, aboutSchema],
  [3, searchPath],
  [5, transaction],
];
