import type { Span } from '../../../text/span';

/**
 * The SQL of a first file that `drizzle-kit pull` wrote. It describes the existing database and is wrapped in one block comment, so that
 * it does not run there; all later files build upon it. Undefined when the file holds more than line comments and that block.
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
