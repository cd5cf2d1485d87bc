import { compareValues, isList, isUnknown, known, list, textOf, UNKNOWN, type Value } from '../../../code/value';
import { DIGIT, HOLE, isWhole } from '../../../text/partialText';
import { quoteIdentifier } from '../names/quote';
import { regex, replacement, similarPattern, withBackslashes } from './regex';

/** PostgreSQL's functions on texts and arrays (manual, 9.4 and 9.19); undefined for all others. */
export function builtinFunction(name: string, values: readonly Value[]): Value | undefined {
  const special = SPECIAL[name];
  if (special !== undefined) return special(values);
  const plain = PLAIN[name];
  if (plain === undefined) return undefined;
  if (values.includes(null)) return null;
  const texts = values.map((value) => textOf(value) ?? '');
  return texts.every(isWhole) ? plain(texts) : UNKNOWN;
}

/** Functions that are called only when all arguments are known and not NULL. */
const PLAIN: Readonly<Record<string, (texts: readonly string[]) => Value>> = {
  length: ([text = '']) => [...text].length,
  char_length: ([text = '']) => [...text].length,
  trim: ([text = '', set = ' ']) => stripped(text, set, true, true),
  btrim: ([text = '', set = ' ']) => stripped(text, set, true, true),
  ltrim: ([text = '', set = ' ']) => stripped(text, set, true, false),
  rtrim: ([text = '', set = ' ']) => stripped(text, set, false, true),
  reverse: ([text = '']) => [...text].reverse().join(''),
  repeat: ([text = '', times = '0']) => text.repeat(Math.min(Math.max(0, Number(times)), 10_000)),
  left: ([text = '', count = '0']) => [...text].slice(0, Number(count)).join(''),
  right: ([text = '', count = '0']) =>
    Number(count) > 0 ? [...text].slice(-Number(count)).join('') : [...text].slice(-Number(count)).join(''),
  lpad: ([text = '', width = '0', fill = ' ']) => text.padStart(Number(width), fill).slice(0, Number(width)),
  rpad: ([text = '', width = '0', fill = ' ']) => text.padEnd(Number(width), fill).slice(0, Number(width)),
  substr: ([text = '', from = '1', count]) => substring(text, from, count),
  substring: ([text = '', from = '1', count]) => (/^-?\d+$/.test(from) ? substring(text, from, count) : found(text, from)),
  regexp_replace: ([text = '', pattern = '', put = '', flags = '']) => {
    const found = regex(pattern, flags);
    return found === undefined || /[^gi]/.test(flags) ? UNKNOWN : text.replace(found, replacement(put));
  },
  regexp_match: ([text = '', pattern = '', flags = '']) => {
    const searched = regex(pattern, flags);
    const match = searched === undefined ? undefined : searched.exec(text);
    if (match === undefined || match === null) return match === undefined ? UNKNOWN : null;
    return list(match.length === 1 ? [match[0]] : match.slice(1).map((part) => part ?? null));
  },
  regexp_split_to_array: ([text = '', pattern = '']) => {
    const by = regex(pattern, '');
    return by === undefined || by.test('') ? UNKNOWN : list(text.split(by));
  },
  like_escape: ([pattern = '', before = '\\\\']) => withBackslashes(pattern, before),
  similar_to_escape: ([pattern = '']) => similarPattern(pattern),
  translate: ([text = '', from = '', to = '']) =>
    [...text].map((each) => (from.includes(each) ? (to[from.indexOf(each)] ?? '') : each)).join(''),
  overlay: ([text = '', put = '', from = '1', count]) =>
    text.slice(0, Number(from) - 1) + put + text.slice(Number(from) - 1 + (count === undefined ? put.length : Number(count))),
  chr: ([code = '']) => String.fromCodePoint(Math.min(Math.max(1, Number(code) || 1), 0x10ffff)),
  ascii: ([text = '']) => text.codePointAt(0) ?? 0,
  to_hex: ([number = '']) => (Number(number) >= 0 ? Number(number).toString(16) : UNKNOWN),
  initcap: ([text = '']) => text.toLowerCase().replace(/[a-z0-9]+/g, (word) => word[0]!.toUpperCase() + word.slice(1)),
  split_part: ([text = '', by = '', place = '1']) => text.split(by).at(Number(place) > 0 ? Number(place) - 1 : Number(place)) ?? '',
  strpos: ([text = '', part = '']) => text.indexOf(part) + 1,
  position: ([text = '', part = '']) => text.indexOf(part) + 1,
  starts_with: ([text = '', start = '']) => text.startsWith(start),
  string_to_array: ([text = '', by = '']) => list(text === '' ? [] : text.split(by)),
  abs: ([number = '']) => numeric(Math.abs(Number(number))),
  mod: ([a = '', b = '']) => numeric(Number(a) % Number(b)),
};

/** Functions that accept lists, NULLs or texts with holes. */
const SPECIAL: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  replace: ([value = null, from = null, to = null]) => replaced(value, from, to),
  lower: ([value = null]) => mapKnown(value, (text) => text.toLowerCase()),
  upper: ([value = null]) => mapKnown(value, (text) => text.toUpperCase()),
  to_char: ([value = null, pattern = null]) => (value === null || pattern === null ? null : dateText(textOf(pattern) ?? '')),
  format: ([template = null, ...values]) => format(template, values),
  quote_ident: ([value = null]) => mapKnown(value, quoteIdentifier),
  quote_literal: ([value = null]) => mapped(value, quoteLiteral),
  quote_nullable: ([value = null]) => (value === null ? 'NULL' : mapped(value, quoteLiteral)),
  concat: (values) => known(values.map((value) => textOf(value) ?? '').join('')),
  concat_ws: ([by = null, ...values]) =>
    by === null ? null : known(values.flatMap((value) => textOf(value) ?? []).join(textOf(by) ?? '')),
  greatest: (values) => furthest(values, 1),
  least: (values) => furthest(values, -1),
  nullif: ([a = null, b = null]) => (compareValues(a, b) === undefined ? UNKNOWN : compareValues(a, b) === 0 ? null : a),
  array_remove: ([value = null, item = null]) =>
    isList(value) ? list(value.items.filter((each) => each !== item)) : value === null ? null : UNKNOWN,
  array_position: ([value = null, item = null]) => {
    if (!isList(value)) return value === null ? null : UNKNOWN;
    const orders = value.items.map((each) => compareValues(each, item));
    return orders.includes(undefined) ? UNKNOWN : orders.includes(0) ? orders.indexOf(0) + 1 : null;
  },
  array_length: ([value = null]) => lengthOf(value),
  cardinality: ([value = null]) => (isList(value) ? value.items.length : lengthOf(value)),
  array_upper: ([value = null]) => lengthOf(value),
  array_lower: ([value = null]) => (isList(value) && value.items.length > 0 ? 1 : lengthOf(value)),
  array_append: ([value = null, item = null]) => (isList(value) ? list([...value.items, item]) : value === null ? list([item]) : UNKNOWN),
  array_prepend: ([item = null, value = null]) => (isList(value) ? list([item, ...value.items]) : value === null ? list([item]) : UNKNOWN),
  array_cat: ([a = null, b = null]) => joined(a, b),
  array_to_string: ([value = null, by = null]) => {
    if (value === null || by === null) return null;
    if (!isList(value)) return UNKNOWN;
    return known(value.items.flatMap((item) => textOf(item) ?? []).join(textOf(by) ?? ''));
  },
};

function furthest(values: readonly Value[], sign: 1 | -1): Value {
  return values.reduce<Value>((best, value) => {
    if (best === null || value === null) return best ?? value;
    const order = compareValues(value, best);
    return order === undefined || order === null ? UNKNOWN : order * sign > 0 ? value : best;
  }, null);
}

/** The match of a regular expression, or of its first group. */
function found(text: string, pattern: string): Value {
  const match = regex(pattern, '')?.exec(text);
  return match === undefined ? UNKNOWN : match === null ? null : (match[1] ?? match[0]);
}

/** Maps the known parts of a text; holes stay. */
function mapKnown(value: Value, map: (text: string) => string): Value {
  const text = textOf(value);
  return text === null ? null : known(map(text));
}

/** An unknown date in a format of digits alone: the lengths of its parts are known. */
function dateText(pattern: string): Value {
  const digits = pattern.replace(
    /YYYY|IYYY|DDD|HH24|HH12|YY|MM|DD|HH|MI|SS|WW|IW|MS|Q|"([^"]*)"/g,
    (part, literal: string | undefined) => literal ?? DIGIT.repeat(LENGTHS[part] ?? 2),
  );
  return /[A-Za-z]/.test(digits.replace(/_/g, '')) && !pattern.includes('"') ? UNKNOWN : known(digits);
}

const LENGTHS: Readonly<Record<string, number>> = { YYYY: 4, IYYY: 4, DDD: 3, MS: 3, Q: 1 };

function mapped(value: Value, map: (text: string) => string): Value {
  const text = textOf(value);
  if (text === null) return null;
  return isWhole(text) ? map(text) : { kind: 'unknown', text };
}

/** replace(). A text with unknown digits is accepted when the search text holds no digits: no match can overlap the unknown ones. */
function replaced(value: Value, from: Value, to: Value): Value {
  const [text, search, put] = [textOf(value), textOf(from), textOf(to)];
  if (text === null || search === null || put === null) return null;
  if (text.includes(HOLE) || !isWhole(search) || (!isWhole(text) && /\d/.test(search))) return UNKNOWN;
  return known(search === '' ? text : text.replaceAll(search, () => put));
}

function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? ` E${quoted}` : quoted;
}

/** format() with `%s`, `%I`, `%L`, positions and `%%`. A width is ignored, because it only adds blanks. */
function format(template: Value, values: readonly Value[]): Value {
  const pattern = textOf(template);
  if (pattern === null) return null;
  let next = 0;
  return known(
    pattern.replace(/%(?:(\d+)\$)?-?\d*([sIL%])/g, (_, position: string | undefined, how: string) => {
      if (how === '%') return '%';
      const index = position === undefined ? next : Number(position) - 1;
      next = index + 1;
      const value = values[index] ?? null;
      const text = textOf(value);
      // NULL as an identifier is an error (manual, 9.4.1).
      if (text === null) return how === 'L' ? 'NULL' : how === 'I' ? HOLE : '';
      return how === 'I' ? quoteIdentifier(text) : how === 'L' ? quoteLiteral(text) : text;
    }),
  );
}

/** The operator `||`, which joins texts, lists, and lists with items. */
export function joined(a: Value, b: Value): Value {
  if (isList(a)) return isList(b) ? list([...a.items, ...b.items]) : b === null ? a : isUnknown(b) ? UNKNOWN : list([...a.items, b]);
  if (isList(b)) return a === null ? b : isUnknown(a) ? UNKNOWN : list([a, ...b.items]);
  const [left, right] = [textOf(a), textOf(b)];
  return left === null || right === null ? null : known(left + right);
}

function lengthOf(value: Value): Value {
  if (!isList(value)) return value === null ? null : UNKNOWN;
  return value.items.length === 0 ? null : value.items.length;
}

function numeric(value: number): Value {
  return Number.isSafeInteger(value) ? value : UNKNOWN;
}

function substring(text: string, from: string, count: string | undefined): string {
  const start = Number(from) - 1;
  const end = count === undefined ? undefined : Math.max(0, start + Number(count));
  return [...text].slice(Math.max(0, start), end).join('');
}

function stripped(text: string, set: string, start: boolean, end: boolean): string {
  let [from, to] = [0, text.length];
  while (start && from < to && set.includes(text[from]!)) from++;
  while (end && to > from && set.includes(text[to - 1]!)) to--;
  return text.slice(from, to);
}
