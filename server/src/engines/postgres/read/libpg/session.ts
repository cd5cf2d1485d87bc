import type { TransactionStmt, VariableSetStmt } from 'libpg-query';
import type { Change, Transaction } from '../../../../sql/change';
import { constantText } from './expressions';

/** SET search_path and its RESET. Other settings do not change the meaning of names. */
export function lowerSet(statement: VariableSetStmt): Change[] {
  if (statement.kind === 'VAR_RESET_ALL') return [{ kind: 'setSearchPath', local: false }];
  if (statement.name !== 'search_path') return [];
  const local = statement.is_local === true;
  if (statement.kind !== 'VAR_SET_VALUE') return [{ kind: 'setSearchPath', local }];
  return [{ kind: 'setSearchPath', schemas: (statement.args ?? []).flatMap((value) => constantText(value) ?? []), local }];
}

const ACTIONS: Readonly<Record<string, Transaction['action']>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_RELEASE: 'release',
  TRANS_STMT_ROLLBACK_TO: 'rollbackTo',
};

export function lowerTransaction(statement: TransactionStmt): Change[] {
  const action = ACTIONS[statement.kind ?? 'TRANS_STMT_BEGIN'];
  if (action === undefined) return [];
  const transaction = {
    kind: 'transaction',
    action,
    ...(statement.savepoint_name === undefined ? {} : { savepoint: statement.savepoint_name }),
  } as const;
  // AND CHAIN begins another one at once (manual, COMMIT).
  return statement.chain === true ? [transaction, { kind: 'transaction', action: 'begin' }] : [transaction];
}
