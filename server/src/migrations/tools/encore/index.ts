import { configsAbove } from '../../layout/configs';
import { INT64 } from '../../layout/flat';
import { isNoMigration, sqlFiles, stem } from '../../layout/folder';
import { wholeFile } from '../../layout/parts';
import { fileProblem, integerKey, repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { MigrationTool } from '../../tool';

const NAME = /^0*([1-9]\d*)(?:_([^.]*))?\.(up|down)\.sql$/;

/** `N_title.up.sql` in the folder of a service, in the order of N. Encore never runs downs. */
export const encore: MigrationTool = {
  id: 'encore',
  name: 'Encore',
  documentation: 'https://encore.dev/docs/go/primitives/databases',
  down: 'none',
  watched: ['**/encore.app'],
  readsBelow: false,
  onlyFor: 'postgresql',

  detect(folder, lookup) {
    if (!sqlFiles(folder).some(({ name }) => NAME.exec(name)?.[3] === 'up')) return undefined;
    const app = configsAbove(folder.path, ['encore.app'], lookup)[0];
    return app && { tool: 'encore', folder: folder.path, confidence: 'strong', evidence: `${app.path} is an Encore application` };
  },

  layout(folder) {
    const files = sqlFiles(folder);
    const ups = files.flatMap(({ name, file }) => {
      const [, version, title = '', direction] = NAME.exec(name) ?? [];
      return version !== undefined && direction === 'up' && BigInt(version) <= INT64
        ? [{ file, version, title, id: stem(name).replace(/\.up$/, '') }]
        : [];
    });
    ups.sort((a, b) => compareIntegers(a.version, b.version));
    const stray = files.filter(({ name }) => !NAME.test(name) && !isNoMigration(name));
    const migrations = ups.map(({ file, id, version, title }) => {
      return { id, version, title, role: 'versioned', up: [wholeFile('up', file, 'on')], down: [] } as const;
    });
    return {
      migrations: withUniqueIds(migrations),
      problems: [
        ...stray.map(({ file }) =>
          fileProblem(file, 'Encore stops at this file: names are N_title.up.sql, with a number above zero in front.'),
        ),
        ...repeatedVersions(ups, integerKey, 'Encore refuses a folder in which a version occurs twice'),
      ],
    };
  },

  scaffoldDown: () => undefined,
};
