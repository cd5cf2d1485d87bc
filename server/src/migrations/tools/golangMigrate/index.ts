import { manifestNaming } from '../../layout/configs';
import { UINT64 } from '../../layout/flat';
import { codeFiles, sqlFiles, stem } from '../../layout/folder';
import { type Half, pairUp } from '../../layout/pairs';
import { wholeFile } from '../../layout/parts';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { fileProblem, integerKey, withUniqueIds } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { MigrationTool } from '../../tool';
import type { LayoutProblem } from '../../unit';

const NAME = /^(\d+)_(.*)\.(up|down)\.sql$/;
/** Names that are meant as migrations but that golang-migrate ignores. */
const LOOSE = /^(\d+)[_-]?(.*?)(?:[._-](up|down))?\.(?:sql|go)$/i;
/** golang-migrate runs no code, but forks of it do. */
const CODE = /\.(?:up|down)\.go$/;

const PASSED_OVER = 'golang-migrate passes over this file: its name has to be N_title.up.sql or N_title.down.sql.';

/** Two files per migration, `N_title.up.sql` and `N_title.down.sql`, in the order of N. There are no markers. */
export const golangMigrate: MigrationTool = {
  id: 'golang-migrate',
  name: 'golang-migrate',
  documentation: 'https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md',
  down: 'expected',
  watched: ['**/go.mod', '**/[0-9]*.go'],
  readsBelow: false,
  isLocal: true,

  detect(folder, lookup) {
    const paired = sqlFiles(folder).filter(({ name }) => NAME.test(name));
    if (!paired.some(({ name }) => name.endsWith('.up.sql'))) return undefined;
    const manifest = manifestNaming(folder.path, 'go.mod', /github\.com\/golang-migrate\/migrate\b/, lookup);
    return {
      tool: 'golang-migrate',
      folder: folder.path,
      confidence: manifest === undefined ? 'guess' : 'strong',
      evidence: manifest === undefined ? 'file names end in .up.sql and .down.sql' : `${manifest} requires golang-migrate`,
    };
  },

  layout(folder) {
    const halves: Half[] = [];
    const problems: LayoutProblem[] = [];
    for (const { name, file } of [...codeFiles(folder, CODE), ...sqlFiles(folder)]) {
      const [, version, title = '', direction] = LOOSE.exec(name) ?? [];
      if (version === undefined) continue;
      const isReadable = BigInt(version) <= UINT64;
      const isCode = CODE.test(name);
      if (!isReadable || !(isCode || NAME.test(name))) problems.push(fileProblem(file, PASSED_OVER));
      if (!isReadable) continue;
      const id = stem(name).replace(/[._-](up|down)$/i, '');
      halves.push({ file, direction: direction?.toLowerCase() === 'down' ? 'down' : 'up', version, title, id, isCode });
    }
    halves.sort((a, b) => compareIntegers(a.version, b.version));
    const paired = pairUp(halves, {
      key: ({ version }) => integerKey(version),
      part: ({ direction, file }) => wholeFile(direction, file, 'driver'),
      harm: 'golang-migrate refuses to run a folder in which a version occurs twice',
    });
    return { migrations: withUniqueIds(paired.migrations), problems: [...problems, ...paired.problems] };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    return up === undefined ? undefined : newDownFile(`${stem(up).replace(/\.up$/i, '')}.down.sql`, up, body, lookup);
  },
};
