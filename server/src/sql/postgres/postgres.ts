import type { Dialect, Reader } from '../dialect';
import { quoteIdentifier } from './quote';
import { split } from './splitter';

/** PostgreSQL, read by the reader that the environment can run. */
export function postgres(reader: Reader): Dialect {
  return { id: 'postgresql', name: 'PostgreSQL', reader, split, quote: quoteIdentifier };
}
