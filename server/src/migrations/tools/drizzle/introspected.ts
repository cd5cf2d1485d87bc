import type { Span } from '../../../text/span';

/**
 * The SQL of a first file that `drizzle-kit pull` wrote: it describes the database as it was found, and stands within one block
 * comment so that it is not run there. On an empty database it is what all later files build upon. Undefined when the file
 * holds anything else than line comments and that block.
 */
export function introspected(text: string): Span | undefined {
  const head = /^(?:\s|--[^\n]*(?:\n|$))*\/\*/.exec(text);
  if (head === null) return undefined;
  const end = text.lastIndexOf('*/');
  const start = head[0].length;
  const rest = text.slice(end + 2).replace(/--[^\n]*/g, '');
  const isSql = /^\s*(?:create|alter)\s/im.test(text.slice(start, Math.max(start, end)));
  return end >= start && rest.trim() === '' && isSql ? { start, end } : undefined;
}
