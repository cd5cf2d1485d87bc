import path from 'node:path';
import { findEntity } from '../diagram/focus';
import type { Graph } from '../diagram/graph';
import { drawDiagram } from '../project/views';
import { nearest } from '../text/nearest';
import { defineCommand } from './command';
import { writeText } from './disk';
import { EXIT, Misuse } from './exit';
import { warnOfGaps } from './gaps';
import { placeOf } from './place';
import { openWorkspace, rootAt } from './workspace';

export const erd = defineCommand({
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
  },
  details: `
Mermaid source can be read by GitHub, GitLab and VS Code: put it into a Markdown file as a block of \`\`\`mermaid.
An SVG takes a browser to draw, which the command line does not have: save it from the diagram in VS Code.`,
  async run({ words: [word = '.'], options: { focus, depth, format, output } }, terminal) {
    if (format === 'svg')
      throw new Misuse('An SVG takes a browser to draw. Save it from the ER diagram in VS Code, or use --format mermaid.');
    if (depth !== undefined && focus === undefined) throw new Misuse('--depth counts from a table: it needs --focus TABLE.');
    const place = placeOf(word, terminal.cwd);
    const workspace = await openWorkspace(place.workspace, terminal);
    const root = rootAt(workspace, place);
    const { graph } = drawDiagram(root, {});
    if (focus !== undefined && findEntity(graph, focus) === undefined) throw new Misuse(unknownTable(focus, graph));
    const request = { ...(focus === undefined ? {} : { focus }), ...(depth === undefined ? {} : { depth }) };
    const source = drawDiagram(root, request).portableSource;
    const text = source.endsWith('\n') ? source : `${source}\n`;
    warnOfGaps(workspace, root.history.final, terminal);
    if (output === undefined) terminal.out(text);
    else writeText(path.resolve(terminal.cwd, output), output, text);
    return EXIT.clean;
  },
});

function unknownTable(written: string, { entities }: Graph): string {
  const meant = nearest(
    written,
    entities.map(({ name }) => name),
  );
  return `There is no table ‘${written}’.${meant === undefined ? ' `migration-lens schema` shows all of them.' : ` Did you mean ${meant}?`}`;
}
