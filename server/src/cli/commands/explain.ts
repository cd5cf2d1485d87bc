import { defineCommand } from '../command';

export const explainCommand = defineCommand({
  name: 'explain',
  summary: 'Say what a rule finds, why it matters and what to do',
  words: { usage: 'RULE', least: 0, most: 1 },
  options: {},
  details: 'RULE is the name in brackets behind a finding. Without one, all rules are listed.',
});
