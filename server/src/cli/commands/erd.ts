import { defineCommand, NO_CACHE } from '../command';

export const erdCommand = defineCommand({
  name: 'erd',
  summary: 'Draw the tables and their foreign keys as an ER diagram',
  words: { usage: '[path]', least: 0, most: 1 },
  options: {
    focus: { kind: 'text', placeholder: 'TABLE', description: 'Draw this table and what is near it; `table` or `schema.table`.' },
    depth: {
      kind: 'number',
      placeholder: 'N',
      description: 'Foreign keys to follow from the focus; 1 unless said, 0 for the table alone.',
    },
    format: { kind: 'choice', values: ['mermaid', 'svg'], description: 'How the diagram is written.' },
    output: { kind: 'text', placeholder: 'FILE', description: 'Write into this file instead of the standard output.' },
    'no-cache': NO_CACHE,
  },
  details: `
Mermaid source can be read by GitHub, GitLab and VS Code: put it into a Markdown file as a block of \`\`\`mermaid.
An SVG is a picture that every browser shows, in the colours of a light or a dark page. The more tables there are, the less of each is drawn;
--focus draws a part with more detail.`,
  isQuestion: ({ options }) => options.output === undefined,
});
