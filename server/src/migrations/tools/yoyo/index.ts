import { configsAbove, iniSections, manifestNaming, means } from '../../layout/configs';
import { codeFiles, type FolderEntry, sqlFiles, stem } from '../../layout/folder';
import { lineEnding } from '../../layout/lines';
import { type Half, pairUp } from '../../layout/pairs';
import { wholeFile } from '../../layout/parts';
import { sample } from '../../layout/sample';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { misorderedNumbers, withUniqueIds } from '../../layout/versions';
import { compareBytes } from '../../order';
import type { Claim, FileLookup, FolderView, MigrationTool } from '../../tool';
import { byDependency } from './dependencies';
import { directiveProblems, directivesOf } from './directives';

const ROLLBACK = /\.rollback\.sql$/;
/** Names as `yoyo new` makes them (a date, a counter, five random letters, a title), or with any number. */
const NUMBERED = /^(\d{8}_\d\d_[A-Za-z0-9]{5}|\d+)[-_.]?(.*)$/;

/** `title.sql` and `title.rollback.sql`, or code, in the order of names and dependencies. */
export const yoyo: MigrationTool = {
  id: 'yoyo',
  name: 'yoyo',
  documentation: 'https://ollycope.com/software/yoyo/latest/',
  down: 'expected',
  watched: ['**/yoyo.ini', '**/pyproject.toml', '**/requirements.txt', '**/[0-9]*.py'],
  readsBelow: false,

  detect(folder, lookup) {
    const files = sqlFiles(folder);
    if (files.length === 0) return undefined;
    const found = (confidence: Claim['confidence'], evidence: string) =>
      ({ tool: 'yoyo', folder: folder.path, confidence, evidence }) as const;
    const config = namedBy(folder, lookup);
    if (config !== undefined) return found('proof', `${config} names this folder`);
    const names = new Set(files.map(({ name }) => stem(name)));
    const dependent = sample(files).find(({ text }) => directivesOf(text).depends.some((id) => names.has(id)));
    if (dependent !== undefined) return found('strong', `${dependent.path} says what it depends on`);
    const isNumbered = files.some(({ name }) => NUMBERED.test(name));
    const manifest = isNumbered ? requiredBy(folder, lookup) : undefined;
    if (manifest !== undefined) return found('strong', `${manifest} requires yoyo-migrations`);
    const rollback = files.find(({ name }) => ROLLBACK.test(name) && names.has(name.replace(ROLLBACK, '')));
    return rollback && found('guess', `${rollback.name} is the rollback of another file`);
  },

  layout(folder) {
    const files = [...codeFiles(folder, /^(?!__).*\.py$/), ...sqlFiles(folder)].sort((a, b) => compareBytes(a.name, b.name));
    const paired = pairUp(files.map(halfOf), {
      key: ({ id }) => id,
      part: ({ direction, file }) => wholeFile(direction, file, directivesOf(file.text).transactional ? 'on' : 'off'),
      harm: 'yoyo refuses two migrations of one name',
    });
    const texts = new Map(files.map(({ file }) => [file.path, file]));
    const ids = new Set(paired.migrations.map(({ id }) => id));
    const { ordered, problems } = byDependency(paired.migrations, texts);
    const isHook = (id: string): boolean => id.startsWith('post-apply');
    const hooks = ordered.filter(({ id }) => isHook(id)).map((each) => ({ ...each, role: 'repeatable', version: '' }) as const);
    const steps = ordered.filter(({ id }) => !isHook(id));
    const ups = files.filter(({ name }) => !ROLLBACK.test(name) && name.endsWith('.sql'));
    return {
      migrations: withUniqueIds([...steps, ...hooks]),
      problems: [
        ...paired.problems,
        ...problems,
        ...ups.flatMap(({ file }) => directiveProblems(file, ids)),
        ...misorderedNumbers(
          ups.map((entry) => halfOf(entry)),
          'yoyo',
        ),
      ],
    };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    return up === undefined ? undefined : newDownFile(`${stem(up)}.rollback.sql`, up, body, lookup);
  },

  disableTransaction(migration, lookup) {
    const part = migration.up.find(({ transaction }) => transaction === 'on');
    const text = part && lookup(part.file);
    if (part === undefined || text === undefined || /^\s*--\s*transactional\s*:/m.test(text)) return undefined;
    return { file: part.file, edit: { span: { start: 0, end: 0 }, newText: `-- transactional: false${lineEnding(text)}` } };
  },
};

function halfOf({ name, file }: FolderEntry): Half {
  const isDown = ROLLBACK.test(name);
  const id = isDown ? name.replace(ROLLBACK, '') : stem(name);
  const [, version = '', title = id] = NUMBERED.exec(id) ?? [];
  return { file, id, version, title, direction: isDown ? 'down' : 'up', isCode: name.endsWith('.py') };
}

function namedBy(folder: FolderView, lookup: FileLookup): string | undefined {
  return configsAbove(folder.path, ['yoyo.ini'], lookup).find((config) => {
    const sources = iniSections(config.text).get('DEFAULT')?.get('sources') ?? '';
    return sources.split(/\s+/).some((source) => means(config, source.replace('%(here)s', '.'), folder.path));
  })?.path;
}

function requiredBy(folder: FolderView, lookup: FileLookup): string | undefined {
  return ['pyproject.toml', 'requirements.txt']
    .map((name) => manifestNaming(folder.path, name, /\byoyo-migrations\b/, lookup))
    .find(Boolean);
}
