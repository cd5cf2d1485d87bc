import type { Change } from '../../../sql/change';

/** A DO block that is not followed may change anything, unless its text lacks all words with which statements change a schema. */
export function doBlock(body: string): Change[] {
  return /\b(create|alter|drop|execute|perform|call|rename|comment)\b/i.test(body) ? [{ kind: 'opaque', reason: 'do-block' }] : [];
}
