import { GO_TEMPLATE } from '../../../sql/placeholders/syntax';
import { manifestNaming } from '../../layout/configs';
import { allSqlFiles, baseName, codeFiles, type FolderEntry, stem } from '../../layout/folder';
import { linesOf, trimmed } from '../../layout/lines';
import { type Half, pairUp } from '../../layout/pairs';
import { partsOf } from '../../layout/parts';
import { anySays } from '../../layout/sample';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { fileProblem, withUniqueIds } from '../../layout/versions';
import { compareBytes } from '../../order';
import type { FolderView, MigrationTool, SourceFile } from '../../tool';
import type { LayoutProblem, Part } from '../../unit';

const NAME = /^(\d{1,14})_([0-9a-z_-]+)\.(tx\.)?(up|down)\.sql$/;
/** Functions that a code file registers under the number in front of its name. */
const CODE = /^(\d{1,14})_([0-9a-z_-]+?)(?<!_test)\.go$/;
const DIRECTED = /\.(?:up|down)\.sql$/;
const SPLIT = /^--bun:split/gm;

/** `N_title.up.sql`, or `N_title.tx.up.sql` to run in a transaction. Numbers are compared as text. */
export const bun: MigrationTool = {
  id: 'bun',
  name: 'bun',
  documentation: 'https://bun.uptrace.dev/guide/migrations.html',
  down: 'expected',
  watched: ['**/go.mod', '**/[0-9]*.go'],
  readsBelow: true,

  detect(folder, lookup) {
    const named = sqlOf(folder).filter(({ name }) => NAME.test(baseName(name)));
    const found = (evidence: string) => ({ tool: 'bun', folder: folder.path, confidence: 'strong', evidence }) as const;
    if (!named.some(({ name }) => name.endsWith('.up.sql'))) return undefined;
    const wrapped = named.find(({ name }) => /\.tx\.(?:up|down)\.sql$/.test(name));
    if (wrapped !== undefined) return found(`the name of ${wrapped.file.path} asks for a transaction`);
    const marked = anySays(named, /^--bun:split/m);
    if (marked !== undefined) return found(`${marked.path} holds “--bun:split”`);
    const manifest = manifestNaming(folder.path, 'go.mod', /github\.com\/uptrace\/bun\s/, lookup);
    return manifest === undefined ? undefined : found(`${manifest} requires bun`);
  },

  /** Only if the code that runs the migrations asks for it. */
  placeholders: () => ({ syntaxes: [{ ...GO_TEMPLATE, isAmbiguous: true }], values: {} }),

  layout(folder) {
    const halves: Half[] = [];
    const problems: LayoutProblem[] = [];
    const named = new Map<string, SourceFile>();
    for (const { name: path, file } of sqlOf(folder)) {
      const match = NAME.exec(baseName(path));
      if (match === null && DIRECTED.test(path)) {
        const message = 'bun stops at this file: its name has to be N_title.up.sql or N_title.down.sql, in lower case.';
        problems.push(fileProblem(file, message));
      }
      if (match === null) continue;
      const [, version = '', title = '', , direction] = match;
      const id = stem(path).replace(/(?:\.tx)?\.(?:up|down)$/, '');
      halves.push({ file, direction: direction === 'up' ? 'up' : 'down', version, title, id });
      named.set(file.path, file);
    }
    halves.push(...codeOf(folder).filter(({ version }) => !halves.some((half) => half.version === version)));
    halves.sort((a, b) => compareBytes(a.version, b.version));
    const paired = pairUp(halves, {
      key: ({ version }) => version,
      part: ({ direction, file }) => partsFor(direction, file),
      harm: 'bun runs only the last of the two',
    });
    const splits = [...named.values()].flatMap(unknownAnnotations);
    return { migrations: withUniqueIds(paired.migrations), problems: [...problems, ...paired.problems, ...splits] };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    return up === undefined ? undefined : newDownFile(up.replace(/\.up\.sql$/, '.down.sql'), up, body, lookup);
  },
};

function partsFor(direction: Part['direction'], file: SourceFile): readonly Part[] {
  const transaction = /\.tx\.(?:up|down)\.sql$/.test(file.path) ? 'on' : 'off';
  const cuts = [...file.text.matchAll(SPLIT)].map(({ index }) => index);
  return partsOf(file, { direction, span: { start: 0, end: file.text.length }, transaction }, cuts);
}

function codeOf(folder: FolderView): readonly Half[] {
  return codeFiles(folder, CODE).flatMap(({ name, file }): readonly Half[] => {
    const [, version = '', title = ''] = CODE.exec(name)!;
    const half = { file, version, title, id: name.replace(/\.go$/, ''), isCode: true };
    return [
      { ...half, direction: 'up' },
      { ...half, direction: 'down' },
    ];
  });
}

function sqlOf(folder: FolderView): readonly FolderEntry[] {
  return allSqlFiles(folder).filter(({ name }) => name.endsWith('.sql'));
}

function unknownAnnotations(file: SourceFile): readonly LayoutProblem[] {
  return linesOf(file.text)
    .filter(({ text }) => text.startsWith('--bun:') && !text.startsWith('--bun:split'))
    .map((line) => ({ file: file.path, span: trimmed(line), message: 'bun stops at this line: the only annotation is “--bun:split”.' }));
}
