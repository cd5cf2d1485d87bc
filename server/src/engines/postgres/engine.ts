import type { Engine } from '../../schema/model/schema';
import { apply } from './apply/apply';
import { identity } from './identity';
import { newDatabase } from './initial';
import { joinColumns, LONGEST_NAME, makeName } from './names/chosen';
import { names } from './names/names';
import { lexer } from './read/lexer';
import { split } from './read/splitter';
import { refusal } from './refusals';
import { resolveType } from './types/resolve';

/** One of the two parsers of PostgreSQL. */
export type PostgresParser = Pick<Engine, 'reader' | 'code'>;

/** PostgreSQL, read by the parser that the environment can run. */
export function postgresReadBy(parser: PostgresParser): Engine {
  const engine: Engine = {
    ...identity,
    ...names,
    ...lexer,
    ...parser,
    split,
    newDatabase: () => empty,
    apply,
    resolveType,
    composeName: (table, columns, label) => makeName(table, joinColumns(columns), label),
    longestName: LONGEST_NAME,
    refusal,
  };
  const empty = newDatabase(engine);
  return engine;
}
