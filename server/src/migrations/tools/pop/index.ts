import { GO_TEMPLATE } from '../../../sql/placeholders/syntax';
import { manifestNaming } from '../../layout/configs';
import { baseName, entries, type FolderEntry } from '../../layout/folder';
import { type Half, pairUp } from '../../layout/pairs';
import { wholeFile } from '../../layout/parts';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { withUniqueIds } from '../../layout/versions';
import { compareBytes } from '../../order';
import type { FolderView, MigrationTool } from '../../tool';

/** Group 3 are words between dots: the database of the file and, with Ory's fork of pop, `autocommit`. */
const NAME = /^(\d+)_([^.]+)((?:\.[a-z0-9]+)*)\.(up|down)\.(sql|fizz)$/;
/** Databases as pop and Ory's fork write them in file names. */
const DATABASES = ['postgres', 'postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlite3', 'cockroach', 'cockroachdb', 'crdb', 'mssql'];

/** `N_title.up.sql`, `N_title.postgres.up.sql` in its place, or code in `N_title.up.fizz`. N is compared as text. */
export const pop: MigrationTool = {
  id: 'pop',
  name: 'pop',
  documentation: 'https://gobuffalo.io/documentation/database/migrations/',
  down: 'expected',
  watched: ['**/*.fizz', '**/go.mod'],
  readsBelow: true,

  rootOf: (path) => (path.endsWith('.up.fizz') ? path.slice(0, Math.max(0, path.lastIndexOf('/'))) : undefined),

  detect(folder, lookup) {
    const named = namedFiles(folder);
    const found = (evidence: string) => ({ tool: 'pop', folder: folder.path, confidence: 'strong', evidence }) as const;
    if (!named.some(({ direction }) => direction === 'up')) return undefined;
    const fizz = named.find(({ entry }) => entry.name.endsWith('.fizz'));
    if (fizz !== undefined) return found(`${fizz.entry.file.path} is written in fizz`);
    const dialect = named.find(({ tags }) => databaseTags(tags).length > 0);
    if (dialect !== undefined) return found(`the name of ${dialect.entry.file.path} says for which database it is`);
    const manifest = manifestNaming(folder.path, 'go.mod', /github\.com\/(?:gobuffalo|ory)\/pop\b/, lookup);
    return manifest === undefined ? undefined : found(`${manifest} requires pop`);
  },

  /** Ory's fork treats the files as templates. */
  placeholders: () => ({ syntaxes: [{ ...GO_TEMPLATE, isAmbiguous: true }], values: {} }),

  layout(folder, _, database) {
    const ours = namedFiles(folder).filter(({ tags }) => databaseTags(tags).every((tag) => database.isCalled(tag) === true));
    const halves = ours.filter((one) => !ours.some((other) => replaces(other, one))).map(halfOf);
    halves.sort((a, b) => compareBytes(a.version, b.version));
    const { migrations, problems } = pairUp(halves, {
      key: ({ version }) => version,
      part: ({ direction, file }) => wholeFile(direction, file, /\.autocommit\./.test(baseName(file.path)) ? 'off' : 'on'),
      harm: 'pop runs only one of them',
    });
    return { migrations: withUniqueIds(migrations), problems };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    return up === undefined ? undefined : newDownFile(up.replace(/\.up\.sql$/, '.down.sql'), up, body, lookup);
  },
};

interface Named {
  readonly entry: FolderEntry;
  readonly version: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly direction: 'up' | 'down';
}

function namedFiles(folder: FolderView): readonly Named[] {
  return entries(folder).flatMap((entry): readonly Named[] => {
    const [, version, title = '', tags = '', direction] = NAME.exec(baseName(entry.name)) ?? [];
    if (version === undefined) return [];
    return [{ entry, version, title, tags: tags.split('.').slice(1), direction: direction === 'up' ? 'up' : 'down' }];
  });
}

function databaseTags(tags: readonly string[]): readonly string[] {
  return tags.filter((tag) => DATABASES.includes(tag));
}

/** Whether a file for one database replaces a file for all databases. */
function replaces(one: Named, other: Named): boolean {
  const isOwn = ({ tags }: Named): boolean => databaseTags(tags).length > 0;
  return isOwn(one) && !isOwn(other) && one.direction === other.direction && one.version === other.version;
}

function halfOf({ entry: { file, name }, version, title, direction }: Named): Half {
  const isCode = name.endsWith('.fizz');
  return { file, direction, version, title, id: name.replace(/\.(?:up|down)\.\w+$/, ''), ...(isCode ? { isCode } : {}) };
}
