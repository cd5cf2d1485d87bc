import type { Change, Transaction } from '../../../../sql/change';
import { doBlock } from '../doBlock';
import { identifierText } from '../identifier';
import { setConfigChange } from '../searchPath';
import type { Source } from '../source';

/* Transactions and SET, read from the tokens alone: the parser knows only a part of them. */

const ACTIONS: Readonly<Record<string, Transaction['action']>> = {
  begin: 'begin',
  start: 'begin',
  commit: 'commit',
  end: 'commit',
  rollback: 'rollback',
  abort: 'rollback',
  savepoint: 'savepoint',
  release: 'release',
};

/** BEGIN, COMMIT, SAVEPOINT and the like; undefined for any other statement. */
export function lowerTransaction({ cursor, text }: Source): Change[] | undefined {
  const action = ACTIONS[cursor.word(0)];
  if (action === undefined || cursor.find('prepared', 0, 2) !== -1) return undefined;
  const to = cursor.find('to', 1);
  const last = cursor.tokens.at(-1);
  const name = last === undefined ? undefined : identifierText(text, last);
  if (action === 'rollback' && to !== -1)
    return [{ kind: 'transaction', action: 'rollbackTo', ...(name === undefined ? {} : { savepoint: name }) }];
  const named = (action === 'savepoint' || action === 'release') && name !== undefined;
  return [{ kind: 'transaction', action, ...(named ? { savepoint: name } : {}) }];
}

/** DO with its block, whose language and quotes do not matter; undefined for any other statement. */
export function lowerDo({ cursor, text }: Source): Change[] | undefined {
  return cursor.word(0) === 'do' ? doBlock(text) : undefined;
}

/** SELECT pg_catalog.set_config('search_path', '…', local), as pg_dump writes it; undefined for any other statement. */
export function lowerSetConfig({ cursor, text }: Source): Change[] | undefined {
  const call = cursor.find('set_config', 0);
  if (cursor.word(0) !== 'select' || call === -1) return undefined;
  const literal = (index: number): string => {
    const token = cursor.tokens[index];
    return token === undefined ? '' : (identifierText(text, token) ?? '');
  };
  return setConfigChange(literal(call + 2), literal(call + 4), cursor.word(call + 6) === 'true');
}

/** SET search_path and its RESET; other settings change nothing. Undefined for any other statement. */
export function lowerSet({ cursor, text }: Source): Change[] | undefined {
  const first = cursor.word(0);
  if (first === 'reset') return /^(all|search_path)$/.test(cursor.word(1)) ? [{ kind: 'setSearchPath', local: false }] : [];
  if (first === 'discard') return cursor.word(1) === 'all' ? [{ kind: 'setSearchPath', local: false }] : [];
  if (first !== 'set') return undefined;
  const local = cursor.word(1) === 'local';
  const at = local || cursor.word(1) === 'session' ? 2 : 1;
  if (cursor.word(at) !== 'search_path') return [];
  const values = cursor.items(at + 2, cursor.tokens.length).map(({ start }) => identifierText(text, cursor.tokens[start]!) ?? '');
  return [{ kind: 'setSearchPath', ...(cursor.word(at + 2) === 'default' ? {} : { schemas: values }), local }];
}
