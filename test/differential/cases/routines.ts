import type { Cases } from './cases';

export const routines: Cases = {
  'range types bring functions': [
    'create type uuidrange as range (subtype = uuid)',
    'create table t (id int, r uuidrange, m uuidmultirange)',
    'create schema s',
    'create type s.period as range (subtype = timestamptz)',
    'create type money_span as range (subtype = numeric, multirange_type_name = s.money_spans)',
    'create function uses(r uuidmultirange) returns int language sql as $$ select 1 $$',
    'drop type uuidrange cascade',
    'drop schema s cascade',
  ],
};
