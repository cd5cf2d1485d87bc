import type { Change } from '../change';
import type { Dialect, Reading } from '../dialect';
import { withSpans } from '../shapes/spans';
import { expand, type Replacement } from './expansion';
import { findPlaceholders, type Placeholder, type Placeholders } from './syntax';

/** How a script with placeholders is split and read. All offsets are those of the script as written. */
export interface FilledIn {
  readonly dialect: Dialect;
  read(text: string): Reading;
  /** The placeholders without a value on which the reading of a statement depends. */
  missing(text: string): readonly Placeholder[];
}

interface Answer {
  readonly reading: Reading;
  readonly missing: readonly Placeholder[];
}

/**
 * Fills in the values as the tool does before a database sees the text. A placeholder without a value stays as it is in strings and
 * comments, and a neutral name replaces it elsewhere. A statement that still cannot be read is opaque: a missing value is never reported as
 * a syntax error.
 */
export function filledIn(dialect: Dialect, read: (text: string) => Reading, placeholders: Placeholders): FilledIn {
  const answers = new Map<string, Answer>();
  const answer = (text: string): Answer => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const found = findPlaceholders(text, placeholders);
    if (found.length === 0) return { reading: read(text), missing: [] };
    const fresh = answerOf(text, found, read, dialect);
    if (answers.size >= MOST_ANSWERS) answers.clear();
    answers.set(text, fresh);
    return fresh;
  };
  return {
    dialect: { ...dialect, split: maskedSplit(dialect, placeholders) },
    read: (text) => answer(text).reading,
    missing: (text) => answer(text).missing,
  };
}

const MOST_ANSWERS = 20_000;

function answerOf(text: string, found: readonly Placeholder[], read: (text: string) => Reading, dialect: Dialect): Answer {
  const known = found.filter(({ value }) => value !== undefined);
  const unknown = found.filter(({ value }) => value === undefined);
  const verbatim = readExpanded(
    text,
    found.flatMap((each) => (each.value === undefined ? unqualified(text, each) : filled(each))),
    read,
  );
  if (unknown.length === 0) return { reading: verbatim, missing: [] };
  const missing = unknown.filter((each) => each.syntax.isAmbiguous !== true || unqualified(text, each).length > 0);
  if (verbatim.problem === undefined) return answered(verbatim, missing);
  if (known.length + unknown.length > MOST_PLACEHOLDERS) return { reading: UNKNOWN, missing: unknown };
  const guessed = readExpanded(
    text,
    found.flatMap((each) => (each.value === undefined ? standIn(text, each, dialect) : [filled(each)])),
    read,
  );
  return guessed.problem === undefined ? answered(guessed, unknown) : { reading: UNKNOWN, missing: unknown };
}

/** A statement that changes no schema, such as one about a role, needs no values. */
function answered(reading: Reading, missing: readonly Placeholder[]): Answer {
  return missing.length === 0
    ? { reading, missing }
    : { reading: withoutSchema(reading), missing: reading.changes.length === 0 ? [] : missing };
}

/** A statement with more placeholders than this is not SQL with values to fill in. */
const MOST_PLACEHOLDERS = 1000;

const UNKNOWN: Reading = { changes: [{ kind: 'opaque', reason: 'placeholder' }] };

function readExpanded(text: string, replacements: readonly Replacement[], read: (text: string) => Reading): Reading {
  const { text: expanded, back } = expand(text, replacements);
  // A text that is only the end of a template's condition is empty after expansion, and no statement.
  if (expanded.trim() === '') return { changes: [] };
  const { changes, problem } = read(expanded);
  return { changes: withSpans(changes, back), ...(problem === undefined ? {} : { problem: { ...problem, ...back(problem) } }) };
}

function filled({ start, end, value = '', quote }: Placeholder): Replacement {
  return { start, end, text: quote === '' ? value : quote + value.replaceAll(quote, quote + quote) + quote };
}

/** The replacement that removes a schema without a value, with its dot: the name then means the first schema of the search path. */
function unqualified(text: string, { start, end, quote }: Placeholder): readonly Replacement[] {
  const isQuoted = quote === '' && text[start - 1] === '"' && text[end] === '"';
  const isName = isQuoted || quote === '"';
  const from = isQuoted ? start - 1 : start;
  const to = isQuoted ? end + 1 : end;
  return isName && text[to] === '.' ? [{ start: from, end: to + 1, text: '' }] : [];
}

/** The replacement with a neutral name, derived from the placeholder's own; none when the placeholder has no name. */
function standIn(text: string, placeholder: Placeholder, dialect: Dialect): readonly Replacement[] {
  const { start, end, name, quote } = placeholder;
  const schema = unqualified(text, placeholder);
  if (schema.length > 0) return schema;
  if (name === undefined) return [];
  if (text[end] === '.' && !/[\w"]/.test(text[start - 1] ?? '')) return [{ start, end: end + 1, text: '' }];
  const neutral = name.replaceAll(/\W/g, '_');
  const isWhole = !/\w/.test(text[start - 1] ?? '') && !/\w/.test(text[end] ?? '');
  return [{ start, end, text: quote !== '' ? quote + neutral + quote : isWhole ? dialect.quote(neutral) : neutral }];
}

/**
 * Treats a schema without a known name as the default one: creating or selecting it changes nothing, and a move of a table into it may do
 * anything.
 */
function withoutSchema(reading: Reading): Reading {
  const kinds = new Set<Change['kind']>(reading.changes.map(({ kind }) => kind));
  if (kinds.has('createSchema') || kinds.has('setSearchPath')) return { changes: [] };
  return kinds.has('setSchema') ? UNKNOWN : reading;
}

/** Splits a script as if each placeholder were one word, so that a quote or a dollar sign in it opens no string. */
function maskedSplit(dialect: Dialect, placeholders: Placeholders): Dialect['split'] {
  let last: { readonly script: string; readonly masked: string } | undefined;
  return (script, from, to) => {
    if (last?.script !== script) last = { script, masked: masked(script, placeholders) };
    if (last.masked === script) return dialect.split(script, from, to);
    return dialect
      .split(last.masked, from, to)
      .map((statement) => ({ ...statement, text: script.slice(statement.span.start, statement.span.end) }));
  };
}

function masked(script: string, placeholders: Placeholders): string {
  const hidden = findPlaceholders(script, placeholders).filter(
    ({ quote, value, syntax }) => quote === '' && (value !== undefined || syntax.isAmbiguous !== true),
  );
  return expand(
    script,
    hidden.map(({ start, end }) => ({ start, end, text: script.slice(start, end).replaceAll(/[^\r\n]/g, '_') })),
  ).text;
}
