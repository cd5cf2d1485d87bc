import { explain as explainRule, suggestRules } from '../../lint/pages/explain';
import rules from '../../lint/rules/index';
import { explainCommand } from '../commands/explain';
import { EXIT, Misuse } from '../exit';
import { runOf } from './run';

export const explain = runOf(explainCommand, async ({ words: [rule] }, { out }) => {
  if (rule === undefined) {
    out(list());
    return EXIT.clean;
  }
  const text = explainRule(rule);
  if (text === undefined) throw new Misuse(unknownRule(rule));
  out(text);
  return EXIT.clean;
});

function list(): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, summary }) => `${id.padEnd(width)}  ${summary.replaceAll('`', '')}\n`).join('');
}

function unknownRule(written: string): string {
  const [first] = suggestRules(written);
  const hint = first === undefined ? '`migration-lens explain` lists them all.' : `Did you mean ${first}?`;
  return `There is no rule ‘${written}’. ${hint}`;
}
