import type { EngineId } from '../../sql/signs';
import type { Example, OptionValue, Rule } from '../engine/rule';
import { categories, type RuleCategory } from '../rules/categories';
import rules from '../rules/index';
import { carets } from './carets';

/** The page of a rule, in Markdown. `engineName` gives the display name of an engine: `PostgreSQL`. */
export function rulePage(rule: Rule, engineName: (id: EngineId) => string): string {
  return `${[
    `# ${rule.id}`,
    rule.summary,
    facts(rule, engineName),
    `## Why\n\n${rule.why}`,
    `## Instead\n\n${rule.instead}`,
    `## Found\n\n${rule.bad.map(bad).join('\n\n')}`,
    `## Not found\n\n${rule.good.map(good).join('\n\n')}`,
    ...options(rule),
    configuration(rule),
    suppression(rule),
  ].join('\n\n')}\n`;
}

/** The list of all rules, by category. */
export function ruleIndex(): string {
  const used = [...new Set(rules.map(({ category }) => category))].sort();
  const section = (category: RuleCategory): string =>
    [
      `## ${categories[category]}`,
      '',
      '| Rule | Severity | Fix | What it finds |',
      '|---|---|---|---|',
      ...rules
        .filter((rule) => rule.category === category)
        .map((rule) => `| [\`${rule.id}\`](${rule.id}.md) | ${rule.severity} | ${fixes(rule)} | ${cell(rule.summary)} |`),
    ].join('\n');
  return `${[
    '# Rules',
    'Every rule can be set in `migration-lens.json` and suppressed by a comment; its page says how. A *safe* fix is one that `migration-lens lint --fix` applies by itself, to the last migration or, with `since`, to all after that version: earlier ones may have run. A *suggested* one is offered in the editor and waits until you choose it.',
    ...used.map(section),
  ].join('\n\n')}\n`;
}

function facts(rule: Rule, engineName: (id: EngineId) => string): string {
  const engines = rule.engines === 'all' ? 'all' : rule.engines.map(engineName).join(', ');
  return [
    '| Category | Severity | Fix | Dialects | Since |',
    '|---|---|---|---|---|',
    `| ${rule.category} | ${rule.severity} | ${fixes(rule)} | ${engines} | ${rule.since} |`,
  ].join('\n');
}

const FIXES = { safe: 'safe', unsafe: 'suggested' } as const;

function fixes(rule: Rule): string {
  return rule.fix === undefined ? 'none' : FIXES[rule.fix];
}

function bad(example: Example): string {
  const { sql, fixed } = example;
  const after = fixed === undefined ? '' : `\n\nFixed:\n\n${block(fixed)}`;
  return `${lead(example)}${block(carets(sql))}${after}`;
}

function good(example: Example): string {
  return `${lead(example)}${block(example.sql)}`;
}

function lead({ note, file, options: set, files = {} }: Example): string {
  const sentence = [
    ...(note === undefined ? [] : [note]),
    ...(set === undefined ? [] : [`With the options \`${JSON.stringify(set)}\`.`]),
  ].join(' ');
  const others = Object.entries(files).map(([name, text]) => `\`${name}\`:\n\n${block(text)}`);
  return [...(sentence === '' ? [] : [sentence]), ...others, ...(file === undefined ? [] : [`\`${file}\`:`])]
    .map((paragraph) => `${paragraph}\n\n`)
    .join('');
}

function block(sql: string): string {
  return `\`\`\`sql\n${sql.trimEnd()}\n\`\`\``;
}

function options(rule: Rule): readonly string[] {
  const entries = Object.entries(rule.options);
  if (entries.length === 0) return [];
  const rows = entries.map(([name, option]) => `| \`${name}\` | ${shown(option.default)} | ${cell(option.description)} |`);
  return [['## Options', '', '| Option | Default | Meaning |', '|---|---|---|', ...rows].join('\n')];
}

function shown(value: OptionValue): string {
  if (typeof value !== 'object') return `\`${JSON.stringify(value)}\``;
  return value.length === 0 ? '`[]`' : value.map((item) => `\`${item}\``).join(', ');
}

/** Text of a cell of a Markdown table. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function configuration(rule: Rule): string {
  const [name, option] = Object.entries(rule.options)[0] ?? [];
  const withOptions =
    name === undefined || option === undefined
      ? ''
      : `\n\nWith options:\n\n\`\`\`json\n{ "rules": { "${rule.id}": ["${rule.severity}", { "${name}": ${JSON.stringify(option.default)} }] } }\n\`\`\``;
  return `## Configuration\n\nIn \`migration-lens.json\`; the severity is one of \`error\`, \`warning\`, \`information\`, \`hint\` and \`off\`:\n\n\`\`\`json\n{ "rules": { "${rule.id}": "off" } }\n\`\`\`${withOptions}`;
}

function suppression(rule: Rule): string {
  return `## Suppression\n\nFor one statement, on its line or the line above it:\n\n\`\`\`sql\n-- migration-lens: ignore ${rule.id}: the reason\n\`\`\`\n\nFor a whole file, above its first statement:\n\n\`\`\`sql\n-- migration-lens: ignore-file ${rule.id}: the reason\n\`\`\``;
}
