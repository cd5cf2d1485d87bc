import type { Names } from '../../../sql/dialect';
import { printIdentifier } from './print';
import { isReservedWord, quoteIdentifier } from './quote';

/** How PostgreSQL reads and writes names. */
export const names: Names = {
  defaultSchema: 'public',
  temporarySchema: 'pg_temp',
  // The prefix is reserved for the server's schemas (manual, 5.10.5).
  isSystemSchema: (name) => name.startsWith('pg_'),
  isSystemColumn: (name) => SYSTEM_COLUMNS.has(name),
  isReservedWord,
  quote: quoteIdentifier,
  print: printIdentifier,
};

/** Columns that every table has (manual, 5.6). */
const SYSTEM_COLUMNS: ReadonlySet<string> = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);
