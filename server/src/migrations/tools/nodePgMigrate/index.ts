import { claimByMarker } from '../../layout/claim';
import { manifestNaming } from '../../layout/configs';
import { oneEach } from '../../layout/flat';
import { codeFiles, isNoMigration, sqlFiles, stem } from '../../layout/folder';
import { type Half, pairUp } from '../../layout/pairs';
import { wholeFile } from '../../layout/parts';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { fileProblem, withUniqueIds } from '../../layout/versions';
import { compareIntegers, compareLocaleNumeric } from '../../order';
import type { FolderView, MigrationTool } from '../../tool';
import type { LayoutProblem, Migration } from '../../unit';
import { newSections, readSections } from './sections';

const CODE = /^\d.*(?<!\.d)\.[cm]?[jt]s$/;
const MARKER = /^\s*--[\s-]*(?:up|down)\s+migration/im;

/** A number and a title: one file cut by `-- Up Migration` and `-- Down Migration`, a pair of `.up.sql` and `.down.sql`, or code. */
export const nodePgMigrate: MigrationTool = {
  id: 'node-pg-migrate',
  name: 'node-pg-migrate',
  documentation: 'https://salsita.github.io/node-pg-migrate/',
  down: 'expected',
  watched: ['**/package.json', '**/[0-9]*.js', '**/[0-9]*.cjs', '**/[0-9]*.mjs', '**/[0-9]*.ts', '**/[0-9]*.mts', '**/[0-9]*.cts'],
  readsBelow: false,
  onlyFor: 'postgresql',

  detect(folder, lookup) {
    const named = sqlFiles(folder).filter(({ name }) => /^\d/.test(name));
    if (named.length === 0) return undefined;
    const manifest = manifestNaming(folder.path, 'package.json', /"node-pg-migrate"\s*:/, lookup);
    if (manifest !== undefined) {
      return { tool: 'node-pg-migrate', folder: folder.path, confidence: 'strong', evidence: `${manifest} depends on node-pg-migrate` };
    }
    // These words also occur as ordinary comments in files of other tools, especially in pairs of files.
    const sections = named.filter(({ name }) => !/\.(?:up|down)\.sql$/.test(name));
    const claim = claimByMarker('node-pg-migrate', folder, sections, MARKER, '-- Up Migration');
    return claim && { ...claim, confidence: 'guess' };
  },

  layout(folder) {
    const { halves, singles, problems } = pairsAndSingles(folder);
    const paired = pairUp(halves, {
      key: ({ id }) => id,
      part: ({ direction, file }) => wholeFile(direction, file, 'on'),
      harm: 'node-pg-migrate refuses two files for one direction',
    });
    const single = oneEach(singles, readSections);
    const migrations: readonly Migration[] = [...paired.migrations, ...single.migrations];
    const inOrder = [...migrations].sort((a, b) => compareIntegers(time(a.version), time(b.version)) || compareLocaleNumeric(a.id, b.id));
    return { migrations: withUniqueIds(inOrder), problems: [...problems, ...paired.problems, ...single.problems] };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const [up] = migration.up;
    if (down !== undefined) return filledDown(down, body, lookup);
    if (up === undefined) return undefined;
    return up.file.endsWith('.up.sql')
      ? newDownFile(up.file.replace(/\.up\.sql$/, '.down.sql'), up.file, body, lookup)
      : newSections(up, body, lookup);
  },
};

interface Files {
  readonly halves: readonly Half[];
  readonly singles: Parameters<typeof oneEach>[0];
  readonly problems: readonly LayoutProblem[];
}

/** Names with a direction are pairs, as the loader `sql` reads them. The older loader would run both files as ups. */
function pairsAndSingles(folder: FolderView): Files {
  const halves: Half[] = [];
  const singles: Parameters<typeof oneEach>[0][number][] = [];
  const problems: LayoutProblem[] = [];
  for (const { name, file } of [...codeFiles(folder, CODE), ...sqlFiles(folder)]) {
    const version = /^\d+/.exec(name)?.[0];
    if (name.startsWith('.')) continue;
    if (version === undefined) {
      if (!isNoMigration(name))
        problems.push(fileProblem(file, 'node-pg-migrate stops at this file: its name has to begin with a number.'));
      continue;
    }
    const id = stem(name);
    const [, base = id, direction] = /^(.*)\.(up|down)$/.exec(id) ?? [];
    const title = base.slice(version.length).replace(/^[-_.]/, '');
    const isCode = CODE.test(name);
    if (direction === undefined || isCode) singles.push({ file, id, version, title, isCode });
    else halves.push({ file, id: base, version, title, direction: direction === 'up' ? 'up' : 'down' });
  }
  const paired = new Set(halves.map(({ id }) => id));
  const mixed = singles.filter(({ id, isCode }) => !isCode && paired.has(id));
  const harm = 'node-pg-migrate refuses this file beside one of the same name for a single direction.';
  return { halves, singles, problems: [...problems, ...mixed.map(({ file }) => fileProblem(file, harm))] };
}

/** 17 digits are a UTC timestamp, which is compared with milliseconds since 1970 (getNumericPrefix). */
function time(version: string): string {
  const [, year, month, day, hour, minute, second, millisecond] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(version) ?? [];
  if (year === undefined) return version;
  const moment = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`);
  return Number.isNaN(moment) || moment < 0 ? version : String(moment);
}
