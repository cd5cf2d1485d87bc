import { isList, textOf, type Value } from '../../../code/value';
import { isWhole } from '../../../text/partialText';

const SERIES: ReadonlySet<string> = new Set([
  'unnest',
  'generate_series',
  'generate_subscripts',
  'string_to_table',
  'regexp_split_to_table',
]);

/** True of set-returning functions (manual, 9.26). */
export function givesRows(name: string): boolean {
  return SERIES.has(name);
}

/** The rows of a set-returning function, in order; undefined when they are unknown, and for other functions. */
export function rowsOf(name: string, [first = null, second = null, step = 1]: readonly Value[]): readonly Value[] | undefined {
  switch (name) {
    case 'unnest':
      return first === null ? [] : isList(first) ? first.items : undefined;
    case 'generate_series':
      return numbers(first, second, step);
    case 'generate_subscripts':
      return isList(first) ? first.items.map((_, i) => i + 1) : undefined;
    case 'string_to_table':
    case 'regexp_split_to_table': {
      const [text, by] = [textOf(first), textOf(second)];
      return text === null || by === null || !isWhole(text + by) || /[\\[\](){}.*+?|^$]/.test(by) ? undefined : text.split(by);
    }
    default:
      return undefined;
  }
}

/** The most rows of a series; a longer one is unknown. */
const LONGEST = 10_000;

function numbers(from: Value, to: Value, step: Value): readonly Value[] | undefined {
  if (typeof from !== 'number' || typeof to !== 'number' || typeof step !== 'number' || step === 0) return undefined;
  const length = Math.max(0, Math.floor((to - from) / step) + 1);
  return length > LONGEST ? undefined : Array.from({ length }, (_, i) => from + i * step);
}
