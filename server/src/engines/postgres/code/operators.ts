import { textOf, UNKNOWN, type Value } from '../../../code/value';
import { isWhole } from '../../../text/partialText';
import { builtinFunction, joined } from './functions';
import { likePattern, regex } from './regex';

/** PostgreSQL's operators on texts and arrays (manual, 9.4, 9.7 and 9.19); undefined for all others. */
export function operate(operator: string, left: Value, right: Value): Value | undefined {
  switch (operator) {
    case '||':
      return joined(left, right);
    case '~~':
    case '~~*':
      return matches(left, right, operator === '~~*' ? 'i' : '', true);
    case '~':
    case '~*':
      return matches(left, right, operator === '~*' ? 'i' : '', false);
    case '^@':
      return left === null || right === null ? null : (builtinFunction('starts_with', [left, right]) ?? UNKNOWN);
    default:
      return undefined;
  }
}

/** The result of a match; unknown for a text with holes. */
function matches(value: Value, of: Value, flags: string, like: boolean): Value {
  const [text, pattern] = [textOf(value), textOf(of)];
  if (pattern === null || text === null) return null;
  if (!isWhole(text) || !isWhole(pattern)) return UNKNOWN;
  return (like ? new RegExp(likePattern(pattern), `s${flags}`) : regex(pattern, flags))?.test(text) ?? UNKNOWN;
}
