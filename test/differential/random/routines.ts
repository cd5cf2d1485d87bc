import type { Routine } from '../../../server/src/schema/model/routine';
import { typeText } from '../../../server/src/schema/queries';
import { someType } from './columns';
import { list, type Maker, maybe, nameOf, newName, placed, qualified, type Situation, someSchema } from './situation';

/* Functions, procedures and aggregates. */

const VOLATILITY = ['', ' immutable', ' immutable', ' immutable strict', ' stable'];

/** Functions that expressions can call (see callFor). */
const SIMPLE = [
  "(int) returns int language sql$ as 'select 1'",
  "(int) returns text language sql$ as 'select null::text'",
  "(text) returns boolean language sql$ as 'select true'",
  '() returns int language plpgsql$ as $$ begin return 1; end $$',
  "(text, int default 1) returns text language sql$ as 'select $1'",
  '(boolean) returns text language sql$ return null::text',
  '(int) returns boolean language sql$ begin atomic select true; end',
];

const simpleFunction: Maker = (of) =>
  `create ${maybe(of, 2, 'or replace ')}function ${placed(of, newName(of))}${of.pick(SIMPLE)!.replace('$', of.pick(VOLATILITY)!)}`;

const createFunction: Maker = (of) => {
  const types = [someType(of), someType(of)].slice(0, of.roll(3));
  const named = types.map((type, i) => `${of.pick(['', '', 'in ', 'inout '])}p${i} ${type}`);
  const replace = maybe(of, 3, 'or replace ');
  return of.pick([
    `create ${replace}function ${placed(of, newName(of))}(${list(types)}) returns int language sql${maybe(of, 3, ' security definer')} as 'select 1'`,
    `create ${replace}function ${placed(of, newName(of))}(${list(types)}) returns void language plpgsql as $$ begin return; end $$`,
    `create ${replace}function ${placed(of, newName(of))}(${list(types)}) returns setof ${someType(of)} language plpgsql as $$ begin return; end $$`,
    `create ${replace}function ${placed(of, newName(of))}(${list(types)}) returns table (x int, y ${someType(of)}) language plpgsql as $$ begin return; end $$`,
    `create ${replace}function ${placed(of, newName(of))}(p int, out q int, variadic r text[]) language plpgsql as $$ begin q := 1; end $$`,
    `create ${replace}procedure ${placed(of, newName(of))}(${list(named)}) language plpgsql as $$ begin null; end $$`,
    `create ${replace}function ${newName(of)}() returns trigger language plpgsql as $$ begin return new; end $$`,
    `create ${replace}function ${newName(of)}() returns trigger language plpgsql as $$ begin return new; end $$`,
    `create ${replace}aggregate ${placed(of, newName(of))}(bigint) (sfunc = int8pl, stype = bigint)`,
    ...(of.table.temporary
      ? []
      : [
          `create ${replace}function ${newName(of)}(x ${nameOf(of, of.table)}) returns ${nameOf(of, of.table)} language plpgsql as $$ begin return x; end $$`,
        ]),
  ]);
};

const signature = (of: Situation, routine: Routine): string =>
  `${qualified(of.schema, routine)}(${list(routine.argumentTypes.map((type) => typeText(of.schema, type)))})`;

const aboutRoutine: Maker = (of) => {
  const routine = of.pick([...of.schema.routines.values()]);
  if (routine === undefined) return createFunction(of);
  const name = signature(of, routine);
  const kind = of.once(5) ? 'routine' : routine.kind;
  return of.pick([
    `drop ${kind} ${maybe(of, 3, 'if exists ')}${name} cascade`,
    `drop ${kind} ${name}`,
    `drop ${kind} ${qualified(of.schema, routine)}`,
    `alter ${kind} ${name} rename to ${newName(of)}`,
    `alter ${kind} ${name} rename to ${newName(of)}`,
    `alter ${kind} ${name} set schema ${someSchema(of)}`,
    `alter ${kind} ${name} set schema ${someSchema(of)}`,
    `alter ${kind} ${name} security ${of.pick(['definer', 'invoker'])}`,
    `alter ${kind} ${name} ${of.pick(['set search_path = public', 'reset all', 'cost 5', 'parallel safe', 'strict', 'stable'])}`,
    `alter ${kind} ${name} owner to current_user`,
    `grant execute on ${kind} ${name} to public`,
    `comment on ${kind} ${name} is 'about a routine'`,
  ]);
};

export const ROUTINE_MAKERS: readonly (readonly [weight: number, Maker])[] = [
  [4, simpleFunction],
  [3, createFunction],
  [4, aboutRoutine],
];
