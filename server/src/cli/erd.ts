import path from 'node:path';
import { findEntity } from '../diagram/focus';
import type { Graph } from '../diagram/graph';
import { svgSource } from '../diagram/write/svg';
import { type DrawnDiagram, drawDiagram } from '../project/views';
import { nearest } from '../text/nearest';
import { defineCommand } from './command';
import { EXIT, Misuse } from './exit';
import { warnOfGaps } from './gaps';
import { givenPath } from './place';
import { openWorkspace, rootAt } from './workspace';
import { writeFile } from './write';

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
  },
  details: `
Mermaid source can be read by GitHub, GitLab and VS Code: put it into a Markdown file as a block of \`\`\`mermaid.
An SVG is a picture that every browser shows, in the colours of a light or a dark page. The more tables there are, the less of each is drawn;
--focus draws a part with more detail.`,
  async run({ words: [word = '.'], options: { focus, depth, format, output } }, terminal) {
    if (depth !== undefined && focus === undefined) throw new Misuse('--depth counts from a table: it needs --focus TABLE.');
    const place = givenPath(word, terminal.cwd);
    const workspace = await openWorkspace(place.workspace, terminal);
    const root = rootAt(workspace, place);
    const { graph } = drawDiagram(root, {});
    if (focus !== undefined && findEntity(graph, focus) === undefined) throw new Misuse(unknownTable(focus, graph));
    const request = { ...(focus === undefined ? {} : { focus }), ...(depth === undefined ? {} : { depth }) };
    const text = written(drawDiagram(root, request), format);
    warnOfGaps(workspace, root.history.final, terminal);
    if (output === undefined) terminal.out(text);
    else writeFile(path.resolve(terminal.cwd, output), output, text);
    return EXIT.clean;
  },
});

/** The diagram as text. It ends with a line break even when there is nothing to draw. */
function written({ graph: drawn, detail, portableSource }: DrawnDiagram, format: string | undefined): string {
  if (format === 'svg') return svgSource(drawn, detail);
  return portableSource.endsWith('\n') ? portableSource : `${portableSource}\n`;
}

function unknownTable(written: string, { entities }: Graph): string {
  const meant = nearest(
    written,
    entities.map(({ name }) => name),
  );
  return `There is no table ‘${written}’.${meant === undefined ? ' `migration-lens schema` shows all of them.' : ` Did you mean ${meant}?`}`;
}
