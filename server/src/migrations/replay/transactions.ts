import { dropTable } from '../../schema/apply/cascade';
import type { Schema } from '../../schema/model/schema';
import type { Change, ChangeOf } from '../../sql/change';

/** What BEGIN, SAVEPOINT and SET LOCAL leave to be undone while the statements of one part run. */
export interface Transactions {
  /** Takes note of a change. The schema that it brings back; undefined when it brings none back. */
  follow(change: Change, before: Schema): Schema | undefined;
  /** The schema when the part is over, and with it whatever was set for a transaction. */
  end(schema: Schema): Schema;
}

interface Savepoint {
  readonly name: string | undefined;
  readonly schema: Schema;
}

export function transactions(): Transactions {
  /** The open transaction: its start first, then its savepoints. */
  let open: Savepoint[] = [];
  /** The search path that comes back after SET LOCAL. */
  let path: readonly string[] | undefined;

  let mayDrop = false;

  const restorePath = (schema: Schema): Schema => {
    const restored = path === undefined ? schema : { ...schema, searchPath: path };
    path = undefined;
    return restored;
  };
  const ended = (schema: Schema): Schema => {
    const kept = mayDrop ? withoutDropped(schema) : schema;
    mayDrop = false;
    return restorePath(kept);
  };
  const act = ({ action, savepoint }: ChangeOf<'transaction'>, before: Schema): Schema | undefined => {
    switch (action) {
      case 'begin':
        // BEGIN within a transaction is a warning and nothing else (manual, BEGIN).
        if (open.length === 0) open = [{ name: undefined, schema: before }];
        return undefined;
      case 'savepoint':
        if (open.length > 0) open = [...open, { name: savepoint, schema: before }];
        return undefined;
      case 'commit':
        open = [];
        return ended(before);
      case 'rollback': {
        const start = open[0]?.schema;
        open = [];
        return start === undefined ? undefined : undone(restorePath(start), before);
      }
      case 'release':
      case 'rollbackTo': {
        const at = open.map(({ name }) => name).lastIndexOf(savepoint);
        const found = open[at];
        if (found === undefined || savepoint === undefined) return undefined;
        open = open.slice(0, action === 'release' ? at : at + 1);
        return action === 'release' ? undefined : undone(found.schema, before);
      }
    }
  };
  return {
    follow(change, before) {
      if (change.kind === 'transaction') return act(change, before);
      if (before.engine.commitsByItself(change)) open = [];
      if (dropsOnCommit(change)) mayDrop = true;
      if (change.kind === 'setSearchPath') path = change.local ? (path ?? before.searchPath) : undefined;
      return undefined;
    },
    end: ended,
  };
}

/** True of what makes a table that is gone when the transaction ends. */
export function dropsOnCommit(change: Change): boolean {
  return (change.kind === 'createTable' || change.kind === 'createTableAs') && change.onCommitDrop === true;
}

function withoutDropped(schema: Schema): Schema {
  const gone = [...schema.tables.values()].filter(({ onCommitDrop }) => onCommitDrop === true);
  return gone.reduce((state, { id }) => {
    const table = state.tables.get(id);
    return table === undefined ? state : dropTable(state, table);
  }, schema);
}

/** What was made since is gone, but its ids are not given out again. */
function undone(schema: Schema, from: Schema): Schema {
  return { ...schema, nextId: from.nextId };
}
