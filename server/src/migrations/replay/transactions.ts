import { dropTable } from '../../schema/apply/cascade';
import type { Schema } from '../../schema/model/schema';
import type { Change, ChangeOf } from '../../sql/change';

/** The session of one part: the schemas and settings that ROLLBACK and the end of a transaction bring back. */
export interface Transactions {
  /** Follows a change. Returns the schema that it brings back; undefined when it brings none back. */
  follow(change: Change, before: Schema): Schema | undefined;
  /** The schema at the end of the part, where settings for the transaction end as well. */
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

/** True when the change makes a table that is dropped at the end of the transaction. */
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

/** The earlier schema. Ids of what was made since are not used again. */
function undone(schema: Schema, from: Schema): Schema {
  return { ...schema, nextId: from.nextId };
}
