import type { Change } from '../../../sql/change';

/**
 * The changes of an ALTER TABLE in the order in which PostgreSQL makes them: in passes, not as written (AlterTablePass in tablecmds.c).
 * Takes one list for each command. `partOf` is an index in its list before, and an index in the result after.
 */
export function inPasses(commands: readonly (readonly Change[])[]): Change[] {
  const changes: Change[] = [];
  for (const command of [...commands].sort((a, b) => pass(a[0]) - pass(b[0]))) {
    const start = changes.length;
    changes.push(...command.map((change) => (change.partOf === undefined ? change : { ...change, partOf: change.partOf + start })));
  }
  return changes;
}

function pass(change: Change | undefined): number {
  switch (change?.kind) {
    case 'dropColumn':
    case 'dropConstraint':
      return 0;
    case 'alterColumnType':
      return 1;
    case 'addColumn':
      return 2;
    case 'setGenerated':
      return change.expression === undefined ? 0 : 3;
    case 'setNotNull':
      return change.notNull ? 4 : 0;
    case 'setIdentity':
      return change.identity === undefined ? 0 : change.add ? 6 : 4;
    case 'addKey':
    case 'addExclusion':
      return 5;
    case 'setDefault':
      return change.default === undefined ? 0 : 6;
    // Queued when their ADD COLUMN runs, behind the commands that were in the pass from the start (ATParseTransformCmd).
    case 'addCheck':
    case 'addForeignKey':
      return 7;
    default:
      return 8;
  }
}
