import { versionedFiles } from '../../layout/flat';
import { sqlFiles } from '../../layout/folder';
import { wholeFile } from '../../layout/parts';
import { repeatedVersions, withUniqueIds } from '../../layout/versions';
import { compareDotted, normalDotted } from '../../order';
import type { MigrationTool } from '../../tool';

const NAMING = {
  pattern: /^[vV]?(\d+(?:\.\d+)*)(?:[-_]+(.*?))?\.sql$/,
  otherwise: 'Bytebase passes over this file: its name has to begin with a version, such as 1.2.0_title.sql.',
};
/** The kind of change, which Bytebase reads from the end of a file's name. */
const KIND = /_(?:ddl|dml|ghost)\.sql$/;

/** `1.2.0_title.sql`, in the order of versions. Bytebase's server computes the downs. */
export const bytebase: MigrationTool = {
  id: 'bytebase',
  name: 'Bytebase',
  documentation: 'https://docs.bytebase.com/gitops/migration-based-workflow/overview',
  down: 'none',
  watched: [],
  readsBelow: false,

  detect(folder) {
    const kinds = sqlFiles(folder).filter(({ name }) => NAMING.pattern.test(name) && KIND.test(name));
    return kinds.length === 0 || kinds.length * 2 < sqlFiles(folder).length
      ? undefined
      : { tool: 'bytebase', folder: folder.path, confidence: 'guess', evidence: 'file names end in _ddl.sql and _dml.sql' };
  },

  layout(folder) {
    const { versioned, problems } = versionedFiles(sqlFiles(folder), NAMING);
    const ordered = [...versioned].sort((a, b) => compareDotted(a.version, b.version));
    const migrations = ordered.map(({ file, id, version, title }) => {
      return { id, version, title, role: 'versioned', up: [wholeFile('up', file, 'driver')], down: [] } as const;
    });
    const repeats = repeatedVersions(ordered, normalDotted, 'Bytebase refuses a release in which a version occurs twice');
    return { migrations: withUniqueIds(migrations), problems: [...problems, ...repeats] };
  },

  scaffoldDown: () => undefined,
};
