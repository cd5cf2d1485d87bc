import type { PlaceholderSyntax } from '../../../sql/placeholders/syntax';
import { dotnetManifest } from '../../layout/configs';
import { allSqlFiles, baseName, isNoMigrationsFolder, sqlFiles, stem } from '../../layout/folder';
import { wholeFile } from '../../layout/parts';
import { misorderedNumbers, withUniqueIds } from '../../layout/versions';
import { compareBytes } from '../../order';
import type { MigrationTool } from '../../tool';

/** Names are free; many begin with `Script` and a number. */
const NUMBERED = /^(?:script[-_ ]*)?(\d+)[-_. ]*(.*)$/i;
/** Names of folders with scripts. Other SQL of the project may be queries. */
const SCRIPTS_FOLDER = /(?:^|\/)(?:\w*scripts?|\w*migrations?|changes?|updates?)$/i;
/** After these words `$` opens a dollar quote, which needs variables to be disabled. */
const VARIABLE: PlaceholderSyntax = {
  pattern: /(?<other>(?<=\b(?:as|do|is|execute|language\s+\w+)\s+)\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$)|\$(?<name>[A-Za-z_]\w*)\$/gi,
};
const PACKAGE = /"dbup(?:-postgresql)?"/i;

/** SQL files of a .NET project, in the order of names. There are no downs. */
export const dbup: MigrationTool = {
  id: 'dbup',
  name: 'DbUp',
  documentation: 'https://dbup.readthedocs.io/',
  down: 'none',
  watched: ['**/*.csproj', '**/*.fsproj', '**/*.vbproj', '**/Directory.Packages.props'],
  readsBelow: true,

  detect(folder, lookup, listing) {
    const files = sqlFiles(folder);
    const isNamed = SCRIPTS_FOLDER.test(folder.path) || files.some(({ name }) => NUMBERED.test(stem(name)));
    if (files.length === 0 || !isNamed || isNoMigrationsFolder(folder.path)) return undefined;
    const manifest = dotnetManifest(folder.path, PACKAGE, lookup, listing);
    return manifest === undefined
      ? undefined
      : { tool: 'dbup', folder: folder.path, confidence: 'strong', evidence: `${manifest} depends on DbUp` };
  },

  placeholders: () => ({ syntaxes: [VARIABLE], values: {} }),

  /** Scripts are embedded in the assembly under their paths with dots for slashes, and are ordered by these names. */
  layout(folder) {
    const named = allSqlFiles(folder).map(({ name, file }) => {
      const [, version = '', title = stem(baseName(name))] = NUMBERED.exec(stem(baseName(name))) ?? [];
      return { file, id: stem(name), version, title, resource: name.replaceAll('/', '.') };
    });
    named.sort((a, b) => compareBytes(a.resource, b.resource));
    const migrations = named.map(({ file, id, version, title }) => {
      return { id, version, title, role: 'versioned', up: [wholeFile('up', file, 'off')], down: [] } as const;
    });
    return { migrations: withUniqueIds(migrations), problems: misorderedNumbers(named, 'DbUp') };
  },

  scaffoldDown: () => undefined,
};
