import { readText } from '../../disk/text';
import { documentDiff } from '../../docs/check';
import { documentPath, documentRoot } from '../../project/views';
import { docsCommand } from '../commands/docs';
import { EXIT, Misuse } from '../exit';
import { noteGuesses, noteUnread } from './databases';
import { givenPath } from './place';
import { runOf } from './run';
import type { Session } from './session';
import { openWorkspace, rootsAt, type Workspace } from './workspace';
import { checkWritable, writeFile } from './write';

export const docs = runOf(docsCommand, async ({ words: [word = '.'], options: { check } }, session) => {
  const place = givenPath(word, session);
  const workspace = await openWorkspace([place], session);
  const roots = rootsAt(workspace, place);
  noteUnread(workspace, [place], session);
  noteGuesses(workspace, roots, session);
  const documents = roots.map((root) => {
    const file = documentPath(workspace.project, root);
    const existing = textOf(workspace, file, session);
    const { result } = documentRoot(workspace.project, root, existing);
    if (result.kind === 'refused') throw new Misuse(`${workspace.shown(file)}:${result.line}: ${result.message}`);
    return { file, existing, text: result.text };
  });
  if (check) {
    const stale = documents.filter(({ existing, text }) => existing !== text);
    for (const { file, existing, text } of stale) session.out(documentDiff(workspace.shown(file), existing, text));
    for (const { file } of stale) session.err(`${workspace.shown(file)} is out of date. \`migration-lens docs\` writes it.\n`);
    return stale.length === 0 ? EXIT.clean : EXIT.findings;
  }
  const changed = documents.filter(({ existing, text }) => existing !== text);
  for (const { file } of changed) checkWritable(workspace.absolute(file), workspace.shown(file));
  for (const document of documents) {
    const { file, text } = document;
    if (changed.includes(document)) writeFile(workspace.absolute(file), workspace.shown(file), text);
    session.out(`${workspace.shown(file)} ${changed.includes(document) ? 'written' : 'unchanged'}\n`);
  }
  return EXIT.clean;
});

/** The text of a document with its byte order mark, which has to stay. Undefined when the file does not exist. */
function textOf({ absolute, shown }: Workspace, file: string, { disk }: Session): string | undefined {
  if (disk.kind(absolute(file)) === undefined) return undefined;
  const read = readText(absolute(file), disk);
  if (read === undefined) throw new Misuse(`${shown(file)} cannot be read.`);
  if (read.isDamaged) throw new Misuse(`${shown(file)} is not UTF-8: writing it would lose what you wrote.`);
  return (read.hasMark ? '\uFEFF' : '') + read.text;
}
