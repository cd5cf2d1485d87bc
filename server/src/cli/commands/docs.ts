import { defineCommand, NO_CACHE } from '../command';

export const docsCommand = defineCommand({
  name: 'docs',
  summary: 'Write DATABASE.md, or check that it is up to date',
  words: { usage: '[path]', least: 0, most: 1 },
  options: {
    check: { kind: 'flag', description: 'Write nothing: show what would change, and exit with 1 when something would.' },
    'no-cache': NO_CACHE,
  },
  details: `
Only the parts between the markers are written; what you wrote around them stays as it is. When somebody has edited a
generated part, nothing is written: the message names the line.

There is one document at the top of the workspace folder, or with several folders of migrations one in each of them.`,
  isQuestion: ({ options }) => options.check,
});
