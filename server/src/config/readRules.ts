import type { Node } from 'jsonc-parser';
import type { OptionValue, OptionValues, Rule, SeveritySetting } from '../lint/engine/rule';
import type { RuleSetting } from '../lint/engine/settings';
import rules from '../lint/rules/index';
import { nearest } from '../text/nearest';
import type { Span } from '../text/span';
import { membersOf } from './nodes';
import type { ConfigProblem } from './problem';

/** Descriptions of the severities, from most to least severe. */
export const severities = {
  error: 'Fails the build, drawn in red.',
  warning: 'Drawn in yellow.',
  information: 'Drawn in blue.',
  hint: 'Three dots, easily overlooked.',
  off: 'Not looked for.',
} satisfies Record<SeveritySetting, string>;

interface Into {
  readonly problems: ConfigProblem[];
}

/** The settings of rules by rule id. Undefined when the node is not an object. A wrong value is reported at its key and left out. */
export function readRules(node: Node, into: Into): Readonly<Record<string, RuleSetting>> | undefined {
  if (node.type !== 'object') return undefined;
  return Object.fromEntries(
    membersOf(node).flatMap(({ name, key, value }) => {
      const rule = rules.find(({ id }) => id === name);
      if (rule === undefined) {
        into.problems.push({ span: key, message: unknownRule(name) });
        return [];
      }
      const setting = readRule(value, rule, key, into);
      return setting === undefined ? [] : [[name, setting]];
    }),
  );
}

function unknownRule(name: string): string {
  const meant = nearest(
    name,
    rules.map(({ id }) => id),
  );
  return meant === undefined ? `There is no rule \`${name}\`.` : `There is no rule \`${name}\`. Did you mean \`${meant}\`?`;
}

/** `"error"`, `["error"]` or `["error", { … }]`. */
function readRule(node: Node, rule: Rule, key: Span, into: Into): RuleSetting | undefined {
  const [first, second] = node.type === 'array' ? (node.children ?? []) : [node];
  if (first?.type !== 'string' || !Object.hasOwn(severities, first.value)) {
    const known = Object.keys(severities)
      .map((severity) => `\`${severity}\``)
      .join(', ');
    into.problems.push({ span: key, message: `The severity of \`${rule.id}\` must be one of ${known}.` });
    return undefined;
  }
  const severity = first.value as SeveritySetting;
  if (second === undefined) return { severity };
  if (second.type !== 'object') {
    into.problems.push({ span: key, message: `The options of \`${rule.id}\` must be an object.` });
    return { severity };
  }
  return { severity, options: readOptions(second, rule, into) };
}

function readOptions(node: Node, rule: Rule, into: Into): OptionValues {
  const options: Record<string, OptionValue> = {};
  for (const { name, key, value } of membersOf(node)) {
    const option = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
    if (option === undefined) {
      into.problems.push({ span: key, message: unknownOption(name, rule) });
      continue;
    }
    const read = readOption(value, option.default);
    if (read === undefined)
      into.problems.push({ span: key, message: `\`${name}\` of \`${rule.id}\` must be ${typeWords(option.default)}.` });
    else options[name] = read;
  }
  return options;
}

function unknownOption(name: string, rule: Rule): string {
  const known = Object.keys(rule.options);
  const meant = nearest(name, known);
  const head = `\`${rule.id}\` has no option \`${name}\`.`;
  if (meant !== undefined) return `${head} Did you mean \`${meant}\`?`;
  return known.length === 0 ? `${head} It has none.` : `${head} It has: ${known.map((option) => `\`${option}\``).join(', ')}.`;
}

/** The value of a node when it has the type of the default, else undefined. */
function readOption(node: Node, like: OptionValue): OptionValue | undefined {
  if (typeof like === 'object') {
    if (node.type !== 'array' || !(node.children ?? []).every(({ type }) => type === 'string')) return undefined;
    return (node.children ?? []).map(({ value }) => value as string);
  }
  return node.type === typeof like ? (node.value as OptionValue) : undefined;
}

function typeWords(like: OptionValue): string {
  if (typeof like === 'object') return 'a list of strings';
  return typeof like === 'boolean' ? '`true` or `false`' : `a ${typeof like}`;
}
