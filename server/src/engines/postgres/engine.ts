import type { Engine } from '../../schema/model/schema';
import { newDatabase } from '../../schema/newDatabase';
import { apply } from './apply/apply';
import { tableRules } from './apply/tableRules';
import { identity } from './identity';
import { chooseName, joinColumns, LONGEST_NAME, makeName } from './names/chosen';
import { names } from './names/names';
import { namePlaces } from './names/places';
import { INDEX_METHOD } from './read/indexDefaults';
import { lexer } from './read/lexer';
import { split } from './read/splitter';
import { hidesChanges, precedesData, statementStarts } from './read/starts';
import { refusesInTransaction } from './read/transactions';
import { usualWords } from './read/usualWords';
import { refusal } from './refusals';
import { abstractType } from './types/abstract';
import { commonType } from './types/common';
import { resolveType } from './types/resolve';
import { resultType } from './types/result';
import { shortType } from './types/short';
import { USUAL_TYPES } from './types/usual';
import { sqlOf } from './write';
import { changeStatement } from './write/change';
import { sketch } from './write/sketch';

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
    statementStarts,
    usualWords,
    namePlaces,
    hidesChanges,
    precedesData,
    refusesInTransaction,
    client: 'psql',
    tableComment: 'COMMENT ON TABLE',
    manual: 'https://www.postgresql.org/docs/current/ddl.html',
    newDatabase: () => empty,
    apply,
    tables: tableRules,
    // DDL is transactional.
    commitsByItself: () => false,
    resolveType,
    expressionType: (schema, formula, columnType) => resultType(formula, schema, columnType),
    commonType: (schema, branches) => commonType(branches, schema),
    shortType,
    usualTypes: USUAL_TYPES,
    abstractType,
    indexMethod: INDEX_METHOD,
    indexNames: 'schema',
    chooseName,
    composeName: (table, columns, label) => makeName(table, joinColumns(columns), label),
    longestName: LONGEST_NAME,
    refusal,
    mayAskExistence: () => true,
    dropsDependents: true,
    sketch,
    statementOf: (_, change) => changeStatement(change),
    statements: sqlOf,
  };
  const empty = newDatabase(engine);
  return engine;
}
