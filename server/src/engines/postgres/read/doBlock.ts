import type { Change } from '../../../sql/change';

/** A DO block may do anything that its text has a word for; one without such a word changes rows at most. */
export function doBlock(body: string): Change[] {
  return /\b(create|alter|drop|execute|perform|call|rename|comment)\b/i.test(body) ? [{ kind: 'opaque', reason: 'do-block' }] : [];
}
