import path from 'node:path';
import { findEntity } from '../../diagram/focus';
import type { Graph } from '../../diagram/graph';
import { svgSource } from '../../diagram/write/svg';
import { type DrawnDiagram, drawDiagram } from '../../project/views';
import { nearest } from '../../text/nearest';
import { erdCommand } from '../commands/erd';
import { EXIT, Misuse } from '../exit';
import { noteGuesses, noteUnread } from './databases';
import { warnOfGaps } from './gaps';
import { givenPath } from './place';
import { runOf } from './run';
import { openWorkspace, rootAt } from './workspace';
import { writeFile } from './write';

export const erd = runOf(erdCommand, async ({ words: [word = '.'], options: { focus, depth, format, output } }, session) => {
  if (depth !== undefined && focus === undefined) throw new Misuse('--depth counts from a table: it needs --focus TABLE.');
  const place = givenPath(word, session);
  const workspace = await openWorkspace([place], session);
  const root = rootAt(workspace, place);
  noteUnread(workspace, [place], session);
  noteGuesses(workspace, [root], session);
  const { graph } = drawDiagram(root, {});
  if (focus !== undefined && findEntity(graph, focus) === undefined) throw new Misuse(unknownTable(focus, graph));
  const request = { ...(focus === undefined ? {} : { focus }), ...(depth === undefined ? {} : { depth }) };
  const text = written(drawDiagram(root, request), format);
  warnOfGaps(workspace, root.history.final, session);
  if (output === undefined) session.out(text);
  else writeFile(path.resolve(session.cwd, output), output, text);
  return EXIT.clean;
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
