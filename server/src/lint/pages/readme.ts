import { compare } from '../../schema/queries';
import rules from '../rules/index';
import { cell } from './page';

const START = '<!-- rules: written by scripts/generate.mjs -->';
const END = '<!-- /rules -->';

/** The README with the table of all rules between its two markers, by category. Links are relative to the README. */
export function readmeWithRules(readme: string, folder: string): string {
  const [start, end] = [readme.indexOf(START), readme.indexOf(END)];
  if (start === -1 || end < start) throw new Error(`README.md needs the lines ${START} and ${END}.`);
  const sorted = [...rules].sort((a, b) => compare(a.category, b.category) || compare(a.id, b.id));
  const rows = sorted.map(({ id, summary }) => `| [\`${id}\`](${folder}/${id}.md) | ${cell(summary)} |`);
  return `${readme.slice(0, start)}${[START, '', '| Rule | What it finds |', '|---|---|', ...rows, '', ''].join('\n')}${readme.slice(end)}`;
}
