import { delimited, type PlaceholderSyntax } from '../../../sql/placeholders/syntax';
import { jdbcNames } from '../../layout/addresses';
import { claimByMarker } from '../../layout/claim';
import { oneEach, type VersionedFile } from '../../layout/flat';
import { baseName, type FolderEntry, joinPath, parentFolder, sqlFiles, stem } from '../../layout/folder';
import { filledDown, newDownSection } from '../../layout/scaffold';
import { fileProblem, integerKey } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { MigrationTool } from '../../tool';
import type { LayoutProblem } from '../../unit';
import { escapedBody, readEvolution } from './evolution';

/** At most fifteen digits, including leading zeros. */
const NAME = /^(?=\d{1,15}\.)(0*[1-9]\d*)\.sql$/;

/** A semicolon that ends no statement is doubled. */
const ESCAPED: PlaceholderSyntax = { pattern: /(?<name>;)(?<fallback>;)/g };
const SUBSTITUTION = delimited('$evolutions{{{', '}}}', { isAmbiguous: true });

/** `conf/evolutions/<database>/N.sql`, cut by `!Ups` and `!Downs`: 1, 2, 3 … up to the first missing number. */
export const play: MigrationTool = {
  id: 'play',
  name: 'Play evolutions',
  documentation: 'https://www.playframework.com/documentation/latest/Evolutions',
  down: 'expected',
  watched: ['**/conf/application.conf'],
  readsBelow: false,

  detect(folder) {
    const named = sqlFiles(folder).filter(({ name }) => NAME.test(name));
    return claimByMarker('play', folder, named, /^[ \t]*(?:#|--).*!(?:Ups|Downs)/m, '!Ups');
  },

  /** `conf/application.conf` may configure several databases. The folder is named after its database. */
  databasesNamed({ path }, lookup) {
    if (baseName(parentFolder(path)) !== 'evolutions') return [];
    const config = joinPath(parentFolder(parentFolder(path)), 'application.conf')!;
    const lines = (lookup(config) ?? '').split('\n');
    const own = lines.filter((line) => line.trimStart().startsWith(`db.${baseName(path)}.`));
    const names = jdbcNames((own.length > 0 ? own : lines).join('\n'));
    return names.map((name) => ({ name, evidence: `${config} says ${name}` }));
  },

  placeholders: () => ({ syntaxes: [ESCAPED, SUBSTITUTION], values: {} }),

  layout(folder) {
    const { run, problems } = evolutionsOf(sqlFiles(folder));
    const { migrations, problems: within } = oneEach(run, readEvolution);
    return { migrations, problems: [...problems, ...within] };
  },

  /** A down marker works only after an up marker. */
  scaffoldDown(migration, body, lookup) {
    const down = migration.down.at(-1);
    const up = migration.up.find(({ marker }) => marker !== undefined);
    if (down !== undefined) return filledDown(down, escapedBody(body), lookup);
    if (up?.marker === undefined) return undefined;
    const marker = lookup(up.file)?.slice(up.marker.start, up.marker.end) ?? '';
    return newDownSection(up.file, marker.replace('!Ups', '!Downs'), escapedBody(body), lookup);
  },
};

/** Of names with the same number the shortest is taken. Files after a gap never run. */
function evolutionsOf(files: readonly FolderEntry[]): {
  readonly run: readonly VersionedFile[];
  readonly problems: readonly LayoutProblem[];
} {
  const named = files
    .flatMap(({ name, file }) => {
      const version = NAME.exec(name)?.[1];
      return version === undefined ? [] : [{ file, id: stem(name), version, title: '', isCode: false }];
    })
    .sort((a, b) => compareIntegers(a.version, b.version) || a.version.length - b.version.length);
  const run: VersionedFile[] = [];
  const problems: LayoutProblem[] = [];
  for (const evolution of named) {
    const next = BigInt(run.length) + 1n;
    if (BigInt(evolution.version) === next) run.push(evolution);
    else if (BigInt(evolution.version) < next) {
      const taken = run.find(({ version }) => integerKey(version) === integerKey(evolution.version));
      problems.push(fileProblem(evolution.file, `Play never runs this file: it takes ${taken?.id}.sql for evolution ${taken?.version}.`));
    } else problems.push(fileProblem(evolution.file, `Play never runs this file: there is no ${next}.sql, and that is where it stops.`));
  }
  return { run, problems };
}
