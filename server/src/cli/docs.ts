import { existsSync } from 'node:fs';
import { readText } from '../disk/text';
import { documentDiff } from '../docs/check';
import { documentPath, documentRoot } from '../project/views';
import { defineCommand } from './command';
import { EXIT, Misuse } from './exit';
import { givenPath } from './place';
import { openWorkspace, rootsAt, type Workspace } from './workspace';
import { checkWritable, writeFile } from './write';

export const docsCommand = defineCommand({
  name: 'docs',
  summary: 'Write DATABASE.md, or check that it is up to date',
  words: { usage: '[path]', least: 0, most: 1 },
  options: {
    check: { kind: 'flag', description: 'Write nothing: show what would change, and exit with 1 when something would.' },
  },
  details: `
Only the parts between the markers are written; what you wrote around them stays as it is. When somebody has edited a
generated part, nothing is written: the message names the line.

There is one document at the top of the workspace folder, or with several folders of migrations one in each of them.`,
  async run({ words: [word = '.'], options: { check } }, terminal) {
    const place = givenPath(word, terminal.cwd);
    const workspace = await openWorkspace(place.workspace, terminal);
    const documents = rootsAt(workspace, place).map((root) => {
      const file = documentPath(workspace.project, root);
      const existing = textOf(workspace, file);
      const { result } = documentRoot(workspace.project, root, existing);
      if (result.kind === 'refused') throw new Misuse(`${workspace.shown(file)}:${result.line}: ${result.message}`);
      return { file, existing, text: result.text };
    });
    if (check) {
      const stale = documents.filter(({ existing, text }) => existing !== text);
      for (const { file, existing, text } of stale) terminal.out(documentDiff(workspace.shown(file), existing, text));
      for (const { file } of stale) terminal.err(`${workspace.shown(file)} is out of date. \`migration-lens docs\` writes it.\n`);
      return stale.length === 0 ? EXIT.clean : EXIT.findings;
    }
    const changed = documents.filter(({ existing, text }) => existing !== text);
    for (const { file } of changed) checkWritable(workspace.absolute(file), workspace.shown(file));
    for (const document of documents) {
      const { file, text } = document;
      if (changed.includes(document)) writeFile(workspace.absolute(file), workspace.shown(file), text);
      terminal.out(`${workspace.shown(file)} ${changed.includes(document) ? 'written' : 'unchanged'}\n`);
    }
    return EXIT.clean;
  },
});

/** The text of a document with its byte order mark, which has to stay. Undefined when the file does not exist. */
function textOf({ absolute, shown }: Workspace, file: string): string | undefined {
  if (!existsSync(absolute(file))) return undefined;
  const read = readText(absolute(file));
  if (read === undefined) throw new Misuse(`${shown(file)} cannot be read.`);
  if (read.isDamaged) throw new Misuse(`${shown(file)} is not UTF-8: writing it would lose what you wrote.`);
  return (read.hasMark ? '\uFEFF' : '') + read.text;
}
