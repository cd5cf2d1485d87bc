import { SHELL } from '../../../sql/placeholders/syntax';
import { claimByMarker } from '../../layout/claim';
import { INT64, oneEach, versionedFiles } from '../../layout/flat';
import { codeFiles, type FolderEntry, sqlFiles } from '../../layout/folder';
import { framedBody } from '../../layout/framedBody';
import { lineEnding, linesOf } from '../../layout/lines';
import { filledDown, newDownSection } from '../../layout/scaffold';
import { integerKey, repeatedVersions } from '../../layout/versions';
import { compareIntegers } from '../../order';
import type { FolderView, MigrationTool } from '../../tool';
import { readGooseFile } from './sections';

const NAMING = {
  pattern: /^(0*[1-9]\d*)_(.*?)(?:\.sql|(?<!_test)\.go)$/,
  limit: INT64,
  otherwise: 'goose passes over this file: its name has to be N_title.sql, with a number above zero in front.',
};

/** One file per migration, cut by `-- +goose Up` and `-- +goose Down`, in the order of the numbers in front of the names. */
export const goose: MigrationTool = {
  id: 'goose',
  name: 'goose',
  documentation: 'https://pressly.github.io/goose/documentation/annotations/',
  down: 'expected',
  watched: ['**/[0-9]*.go'],
  readsBelow: false,
  isLocal: true,

  detect(folder) {
    return claimByMarker('goose', folder, named(folder), /^--[\s-]*\+goose\s+Up[\s-]*$/im, '-- +goose Up');
  },

  /** Environment variables in files with `ENVSUB ON`. One without a value is replaced by nothing or by the default that the file gives. */
  placeholders: (folder) =>
    named(folder).some(({ file }) => /\+goose\s+envsub\s+on/i.test(file.text)) ? { syntaxes: [SHELL], values: {} } : undefined,

  layout(folder) {
    const { versioned, problems } = versionedFiles([...codeFiles(folder, /\.go$/), ...sqlFiles(folder)], NAMING);
    const ordered = [...versioned].sort((a, b) => compareIntegers(a.version, b.version));
    const repeats = repeatedVersions(ordered, integerKey, 'goose refuses to run a folder in which a version occurs twice');
    const { migrations, problems: within } = oneEach(ordered, readGooseFile);
    return { migrations, problems: [...problems, ...repeats, ...within] };
  },

  /** A file without an up marker is refused. A down marker would leave its SQL without a direction. */
  scaffoldDown(migration, body, lookup) {
    const down = migration.down.at(-1);
    const up = migration.up[0];
    if (down !== undefined) return filledDown(down, framedBody(body, '-- +goose'), lookup);
    return up?.marker === undefined ? undefined : newDownSection(up.file, '-- +goose Down', framedBody(body, '-- +goose'), lookup);
  },

  /** The annotation applies to the whole file from any line. At the top it is seen first. */
  disableTransaction(migration, lookup) {
    const [part] = migration.up;
    const text = part && lookup(part.file);
    if (part === undefined || text === undefined || part.transaction === 'off') return undefined;
    const at = linesOf(text).find((line) => line.text.trim() !== '')?.start ?? 0;
    return { file: part.file, edit: { span: { start: at, end: at }, newText: `-- +goose NO TRANSACTION${lineEnding(text)}` } };
  },
};

function named(folder: FolderView): readonly FolderEntry[] {
  return sqlFiles(folder).filter(({ name }) => NAMING.pattern.test(name));
}
