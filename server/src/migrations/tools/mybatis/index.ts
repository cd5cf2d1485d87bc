import { delimited } from '../../../sql/placeholders/syntax';
import { jdbcNames } from '../../layout/addresses';
import { claimByMarker } from '../../layout/claim';
import { javaProperties } from '../../layout/configs';
import { oneEach, versionedFiles } from '../../layout/flat';
import { joinPath, parentFolder, sqlFiles } from '../../layout/folder';
import { isBlankOrComment, linesOf } from '../../layout/lines';
import { wholeFile } from '../../layout/parts';
import { filledDown, newDownSection } from '../../layout/scaffold';
import { repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareBytes, compareDecimals } from '../../order';
import type { FolderView, MigrationTool } from '../../tool';
import type { Migration } from '../../unit';
import { readMybatisScript } from './script';

const NAMING = {
  pattern: /^(\d+(?:\.\d+)?)(?:_(.*))?\.sql$/,
  otherwise: 'MyBatis Migrations stops at this file: what stands before the first “_” of its name has to be a number.',
};
/** A variable without a value is left as it is. */
const VARIABLE = delimited('${', '}', { isAmbiguous: true });
const BOOTSTRAP = 'bootstrap.sql';

/** `scripts/N_title.sql`, with its down after `-- //@UNDO`; N may have a fraction. `bootstrap.sql` is the baseline. */
export const mybatis: MigrationTool = {
  id: 'mybatis',
  name: 'MyBatis Migrations',
  documentation: 'https://mybatis.org/migrations/',
  down: 'expected',
  watched: ['**/environments/development.properties'],
  readsBelow: false,

  detect(folder, lookup) {
    const named = sqlFiles(folder).filter(({ name }) => NAMING.pattern.test(name));
    const environment = environmentOf(folder.path);
    return named.length > 0 && folder.path !== '' && lookup(environment) !== undefined
      ? { tool: 'mybatis', folder: folder.path, confidence: 'proof', evidence: `${environment} is beside it` }
      : claimByMarker('mybatis', folder, named, /^[ \t]*(?:--|\/\/)[ \t]*\/\/[ \t]*@UNDO/m, '@UNDO');
  },

  databasesNamed({ path }, lookup) {
    const environment = environmentOf(path);
    const names = path === '' ? [] : jdbcNames(lookup(environment) ?? '');
    return names.map((name) => ({ name, evidence: `${environment} says ${name}` }));
  },

  placeholders({ path }, lookup) {
    const text = path === '' ? undefined : lookup(environmentOf(path));
    return { syntaxes: [VARIABLE], values: Object.fromEntries(javaProperties(text ?? '')) };
  },

  layout(folder) {
    const { versioned, problems } = versionedFiles(sqlFiles(folder), NAMING);
    const ordered = [...versioned].sort((a, b) => compareDecimals(a.version, b.version) || compareBytes(a.id, b.id));
    const { migrations, problems: within } = oneEach(ordered, readMybatisScript);
    const repeats = repeatedVersions(ordered, decimalKey, 'MyBatis Migrations holds the second one for applied and never runs it');
    return { migrations: withUniqueIds([...bootstrapOf(folder), ...migrations]), problems: [...problems, ...repeats, ...within] };
  },

  scaffoldDown(migration, body, lookup) {
    const down = migration.down.at(-1);
    const [up] = migration.up;
    if (migration.role !== 'versioned' || up === undefined) return undefined;
    return down === undefined ? newDownSection(up.file, '-- //@UNDO', body, lookup) : filledDown(down, body, lookup);
  },
};

/** The default environment. */
function environmentOf(folder: string): string {
  return joinPath(parentFolder(folder), 'environments/development.properties')!;
}

/** The script that is run once by hand before the first migration. The template of `migrate init` contains only comments. */
function bootstrapOf(folder: FolderView): readonly Migration[] {
  const file = sqlFiles(folder).find(({ name }) => name === BOOTSTRAP)?.file;
  if (file === undefined || linesOf(file.text).every(({ text }) => isBlankOrComment(text))) return [];
  return [{ id: 'bootstrap', version: '', title: 'bootstrap', role: 'baseline', up: [wholeFile('up', file, 'on')], down: [] }];
}

/** One spelling for equal numbers: `1` and `01.0`. */
function decimalKey(version: string): string {
  const [whole = '0', fraction = ''] = version.split('.');
  return `${BigInt(whole)}.${fraction.replace(/0+$/, '')}`;
}
