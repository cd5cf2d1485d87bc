import { GO_TEMPLATE } from '../../../sql/placeholders/syntax';
import { claimByMarker } from '../../layout/claim';
import { configsAbove, iniSections } from '../../layout/configs';
import { INT32, oneEach, versionedFiles } from '../../layout/flat';
import { allSqlFiles, parentFolder, sqlFiles } from '../../layout/folder';
import { lineEnding } from '../../layout/lines';
import { filledDown, newDownSection } from '../../layout/scaffold';
import { fileProblem, gapProblems, integerKey, repeatedVersions } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { FileLookup, FolderView, MigrationTool } from '../../tool';
import { ternIncludes } from './includes';
import { DISABLE_TX, readTernFile, SEPARATOR } from './sections';

const NAMING = {
  pattern: /^(\d+)_(.+)\.sql$/,
  limit: INT32,
  otherwise: 'tern passes over this file: its name has to be N_title.sql, with a number in front.',
};
const CONFIG = 'tern.conf';

/** One file per migration, with a separator line between up and down, numbered 1, 2, 3 … without a gap. */
export const tern: MigrationTool = {
  id: 'tern',
  name: 'tern',
  documentation: 'https://github.com/jackc/tern#migrations',
  down: 'optional',
  watched: ['**/tern.conf'],
  readsBelow: true,
  onlyFor: 'postgresql',

  detect(folder, lookup) {
    const named = sqlFiles(folder).filter(({ name }) => NAMING.pattern.test(name));
    const config = named.length === 0 ? undefined : configOf(folder, lookup);
    return config === undefined
      ? claimByMarker('tern', folder, named, /---- create above \/ drop below ----|^---- tern: disable-tx ----/m, SEPARATOR)
      : { tool: 'tern', folder: folder.path, confidence: 'proof', evidence: `${config} is beside it` };
  },

  /** Go templates, with the values in `[data]`. */
  placeholders(folder, lookup) {
    const path = configOf(folder, lookup);
    const data = path === undefined ? undefined : iniSections(lookup(path) ?? '').get('data');
    return { syntaxes: [GO_TEMPLATE], values: Object.fromEntries(data ?? []) };
  },

  layout(folder) {
    const { versioned, problems } = versionedFiles(sqlFiles(folder), NAMING);
    const ordered = [...versioned].sort((a, b) => compareIntegers(a.version, b.version));
    const includes = ternIncludes(allSqlFiles(folder));
    const { migrations, problems: within } = oneEach(ordered, (file) => readTernFile(file, includes));
    return {
      migrations,
      problems: [
        ...problems,
        ...ordered.flatMap(({ file, version }) =>
          BigInt(version) === 0n ? [fileProblem(file, 'tern cannot read this folder: it counts from 1.')] : [],
        ),
        ...repeatedVersions(ordered, integerKey, 'tern refuses to run a folder in which a number occurs twice'),
        ...gapProblems(ordered, (missing) => `tern refuses to run this folder: there is no migration ${missing}.`),
        ...within,
      ],
    };
  },

  scaffoldDown(migration, body, lookup) {
    const [down] = migration.down;
    const [up] = migration.up;
    if (down !== undefined) return filledDown(down, body, lookup);
    return up && newDownSection(up.file, SEPARATOR, `\n${body}`, lookup);
  },

  /** The line may be anywhere in its section. */
  disableTransaction(migration, lookup) {
    const part = migration.up.find(({ transaction }) => transaction === 'on');
    const text = part && lookup(part.file);
    // Go's `$` matches before a line feed only, so a carriage return would hide the line.
    if (part === undefined || text === undefined || lineEnding(text) === '\r\n') return undefined;
    const { start } = part.span;
    return { file: part.file, edit: { span: { start, end: start }, newText: `${DISABLE_TX}\n` } };
  },
};

/** Migrations and configuration share a folder unless an option says otherwise. The usual choice is then a subfolder. */
function configOf(folder: FolderView, lookup: FileLookup): string | undefined {
  const beside = [folder.path, parentFolder(folder.path)];
  return configsAbove(folder.path, [CONFIG], lookup).find((config) => beside.includes(config.folder))?.path ?? undefined;
}
