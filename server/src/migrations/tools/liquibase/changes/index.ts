import type { ChangeType } from './changeType';
import { columns } from './columns';
import { constraints } from './constraints';
import { indexes, nothing, programs, rows, sequences } from './others';
import { tables } from './tables';

/** The change types that are lowered to SQL, by the name of their element. */
export const changeTypes: ReadonlyMap<string, ChangeType> = new Map(
  [tables, columns, constraints, indexes, sequences, programs, rows, nothing].flatMap(Object.entries<ChangeType>),
);
