import type { Node } from 'jsonc-parser';
import { nearest } from '../text/nearest';
import type { Span } from '../text/span';
import { membersOf, nodeSpan } from './nodes';
import type { ConfigProblem } from './problem';
import { readRules } from './readRules';
import type { SettingTable, Shape } from './shape';

/** The text that is read, and the list that problems are added to. */
export interface ReadInto {
  readonly text: string;
  readonly problems: ConfigProblem[];
}

/** The value of a node that has the shape. For another node it is undefined, and a problem is reported at `key`. Correct parts are kept. */
function readShape(node: Node, shape: Shape, name: string, key: Span, into: ReadInto): unknown {
  const wrong = (message: string): undefined => {
    into.problems.push({ span: key, message });
    return undefined;
  };
  switch (shape.kind) {
    case 'string':
      if (node.type !== 'string') return wrong(`\`${name}\` must be a string.`);
      return shape.values === undefined || Object.hasOwn(shape.values, node.value)
        ? node.value
        : wrong(unknownValue(name, node.value, Object.keys(shape.values)));
    case 'boolean':
      return node.type === 'boolean' ? node.value : wrong(`\`${name}\` must be \`true\` or \`false\`.`);
    case 'version':
      // Taken as written: as a number a long version would lose digits.
      if (node.type === 'number') return into.text.slice(node.offset, node.offset + node.length);
      return node.type === 'string' && node.value !== '' ? node.value : wrong(`\`${name}\` must be a version: a string or a number.`);
    case 'path':
      return node.type === 'string' ? (cleanPath(node.value) ?? wrong(outside(name))) : wrong(`\`${name}\` must be a path.`);
    case 'list':
      return readList(node, shape, name, key, into) ?? wrong(`\`${name}\` must be a list.`);
    case 'map':
      return readMap(node, shape.of, into) ?? wrong(`\`${name}\` must be an object: names and their values.`);
    case 'object':
      return readTable(node, shape.properties, key, into) ?? wrong(`\`${name}\` must be an object.`);
    case 'rules':
      return readRules(node, into) ?? wrong(`\`${name}\` must be an object: rules and their severities.`);
  }
}

/** The values of an object by a table of settings, with defaults filled in. Undefined when the node is not an object. */
export function readTable(node: Node, table: SettingTable, at: Span, into: ReadInto): Readonly<Record<string, unknown>> | undefined {
  if (node.type !== 'object') return undefined;
  const values: Record<string, unknown> = {};
  const seen = new Set<string>();
  for (const { name, key, value } of membersOf(node)) {
    const setting = Object.hasOwn(table, name) ? table[name] : undefined;
    if (setting === undefined) into.problems.push({ span: key, message: unknownKey(name, Object.keys(table)) });
    else if (seen.has(name)) into.problems.push({ span: key, message: `\`${name}\` stands here twice; the last one counts.` });
    seen.add(name);
    if (setting === undefined) continue;
    const read = readShape(value, setting.shape, name, key, into);
    if (read !== undefined) values[name] = read;
  }
  for (const [name, setting] of Object.entries(table)) {
    if (setting.required === true && !seen.has(name))
      into.problems.push({ span: at, message: `\`${name}\` is missing here: ${setting.description}` });
    if (setting.default !== undefined && !Object.hasOwn(values, name)) values[name] = defaultValue(setting.shape, setting.default);
  }
  return values;
}

/** The default of a setting. Settings within an object have defaults of their own. */
export function defaultValue(shape: Shape, value: unknown): unknown {
  if (shape.kind !== 'object') return value;
  return Object.fromEntries(
    Object.entries(shape.properties).flatMap(([name, setting]) =>
      setting.default === undefined ? [] : [[name, defaultValue(setting.shape, setting.default)]],
    ),
  );
}

function unknownKey(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined
    ? `There is no setting \`${name}\` here. There are: ${known.map((key) => `\`${key}\``).join(', ')}.`
    : `There is no setting \`${name}\` here. Did you mean \`${meant}\`?`;
}

function unknownValue(name: string, value: string, known: readonly string[]): string {
  const meant = nearest(value, known);
  return meant === undefined
    ? `\`${name}\` cannot be \`${value}\`. It can be: ${known.map((one) => `\`${one}\``).join(', ')}.`
    : `\`${name}\` cannot be \`${value}\`. Did you mean \`${meant}\`?`;
}

function readList(node: Node, shape: Shape & { kind: 'list' }, name: string, key: Span, into: ReadInto): readonly unknown[] | undefined {
  if (node.type !== 'array') {
    if (shape.orOne !== true) return undefined;
    const one = readShape(node, shape.of, name, key, into);
    return one === undefined ? [] : [one];
  }
  return (node.children ?? []).flatMap((item) => {
    // The opening brace stands for an object, most of which may be correct.
    const at = item.type === 'object' ? { start: item.offset, end: item.offset + 1 } : nodeSpan(item);
    const read = readShape(item, shape.of, name, at, into);
    return read === undefined ? [] : [read];
  });
}

function readMap(node: Node, of: Shape, into: ReadInto): Readonly<Record<string, unknown>> | undefined {
  if (node.type !== 'object') return undefined;
  return Object.fromEntries(
    membersOf(node).flatMap(({ name, key, value }) => {
      const read = readShape(value, of, name, key, into);
      return read === undefined ? [] : [[name, read]];
    }),
  );
}

function outside(name: string): string {
  return `\`${name}\` must be a path below the folder of this file, with forward slashes.`;
}

/** Normalises a path: `./db//migrations/` becomes `db/migrations`, and `.` becomes ''. Undefined for an absolute path or one that leaves the folder. */
function cleanPath(path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\') || /^[a-z]:/i.test(path)) return undefined;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..') parts.push(part);
  }
  return parts.join('/');
}
