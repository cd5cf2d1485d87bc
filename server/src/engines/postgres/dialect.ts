import type { Dialect, Reader } from '../../sql/dialect';
import { quoteIdentifier } from './names/quote';
import { split } from './read/splitter';

/** PostgreSQL, read by the reader that the environment can run. */
export function postgres(reader: Reader): Dialect {
  return { id: 'postgresql', name: 'PostgreSQL', reader, split, quote: quoteIdentifier };
}
