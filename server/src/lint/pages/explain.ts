import { nearestAll } from '../../text/nearest';
import type { Example, OptionValue, Rule } from '../engine/rule';
import rules from '../rules/index';
import { carets } from './carets';

/** The documentation of a rule as plain text for a terminal, ending in a line feed. Undefined when there is no such rule. */
export function explain(ruleId: string): string | undefined {
  const rule = rules.find(({ id }) => id === ruleId);
  return rule === undefined ? undefined : sections(rule).join('\n\n').concat('\n');
}

/** Ids of rules that are like the written one, the nearest first. */
export function suggestRules(written: string): readonly string[] {
  return nearestAll(
    written,
    rules.map(({ id }) => id),
  );
}

function sections(rule: Rule): readonly string[] {
  const [bad] = rule.bad;
  const [good] = rule.good;
  return [
    `${rule.id} (${rule.category}, ${rule.severity} unless the project says otherwise)`,
    wrap(plain(rule.summary)),
    `Why\n${wrap(plain(rule.why), '  ')}`,
    `Instead\n${wrap(plain(rule.instead), '  ')}`,
    ...(bad === undefined ? [] : [`Found\n${code(bad)}`]),
    ...(good === undefined ? [] : [`Not found\n${code(good)}`]),
    ...options(rule),
    `Suppress\n  -- migration-lens: ignore ${rule.id}: <reason>`,
  ];
}

function options(rule: Rule): readonly string[] {
  const entries = Object.entries(rule.options);
  if (entries.length === 0) return [];
  return [
    `Options\n${entries.map(([name, option]) => `  ${name} = ${shown(option.default)}\n${wrap(plain(option.description), '    ')}`).join('\n')}`,
  ];
}

function shown(value: OptionValue): string {
  return typeof value === 'object' ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]` : JSON.stringify(value);
}

function code(example: Example): string {
  return carets(example.sql)
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}

/** Wraps a text to lines of at most 80 columns. */
function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length + 1 > 80 && line.trim() !== '') {
      lines.push(line);
      line = indent;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}
