import { configsAbove, manifestNaming } from '../../layout/configs';
import { codeFiles, isNoMigration, sqlFiles, stem } from '../../layout/folder';
import { type Half, pairUp } from '../../layout/pairs';
import { wholeFile } from '../../layout/parts';
import { filledDown, newDownFile } from '../../layout/scaffold';
import { fileProblem, integerKey, withUniqueIds } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { MigrationTool } from '../../tool';
import type { LayoutProblem } from '../../unit';

/** `do` and `undo` are case-sensitive. Nothing after the title counts. */
const NAME = /^(\d+)\.(do|undo)(?:\.([^.]*).*)?\.(?:sql|[cm]?js)$/;
const CODE = /\.(?:do|undo)\b.*\.[cm]?js$/;
const CONFIGS = ['.postgratorrc', '.postgratorrc.json', '.postgratorrc.yaml', '.postgratorrc.yml', '.postgratorrc.js', '.postgratorrc.cjs'];

/** `N.do.title.sql` and `N.undo.title.sql`, in the order of N. */
export const postgrator: MigrationTool = {
  id: 'postgrator',
  name: 'Postgrator',
  documentation: 'https://github.com/rickbergfalk/postgrator',
  down: 'optional',
  watched: ['**/package.json', '**/.postgratorrc*', '**/[0-9]*.*do.*js'],
  readsBelow: false,

  detect(folder, lookup) {
    const named = sqlFiles(folder).find(({ name }) => NAME.exec(name)?.[2] === 'do');
    if (named === undefined) return undefined;
    const manifest =
      configsAbove(folder.path, CONFIGS, lookup)[0]?.path ??
      manifestNaming(folder.path, 'package.json', /"postgrator(?:-cli)?"\s*:/, lookup);
    return {
      tool: 'postgrator',
      folder: folder.path,
      confidence: 'strong',
      evidence: manifest === undefined ? `${named.name} has the name that Postgrator gives` : `${manifest} is that of Postgrator`,
    };
  },

  layout(folder) {
    const halves: Half[] = [];
    const problems: LayoutProblem[] = [];
    for (const { name, file } of [...codeFiles(folder, CODE), ...sqlFiles(folder)]) {
      const [, version, action, title = ''] = NAME.exec(name) ?? [];
      const isCode = CODE.test(name);
      if (version !== undefined) {
        const id = stem(name).replace(/\.(?:do|undo)(?=\.|$)/, '');
        halves.push({ file, direction: action === 'undo' ? 'down' : 'up', version, title, id, isCode });
      } else if (!isCode && !isNoMigration(name)) {
        problems.push(fileProblem(file, 'Postgrator passes over this file: its name has to be N.do.title.sql or N.undo.title.sql.'));
      }
    }
    halves.sort((a, b) => compareIntegers(a.version, b.version));
    const paired = pairUp(halves, {
      key: ({ version }) => integerKey(version),
      part: ({ direction, file }) => wholeFile(direction, file, 'driver'),
      harm: 'Postgrator refuses to run a folder in which a version occurs twice',
    });
    return { migrations: withUniqueIds(paired.migrations), problems: [...problems, ...paired.problems] };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const up = migration.up[0]?.file;
    if (down !== undefined) return filledDown(down, body, lookup);
    return up === undefined ? undefined : newDownFile(up.replace(/(\/|^)(\d+)\.do(?=\.[^/]*$)/, '$1$2.undo'), up, body, lookup);
  },
};
