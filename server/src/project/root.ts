import type { RootConfig } from '../config/config';
import { type Detection, viewFor } from '../migrations/detect';
import { replay } from '../migrations/replay/history';
import type { History } from '../migrations/replay/step';
import type { MigrationTool, RootDatabase } from '../migrations/tool';
import type { Layout, Migration } from '../migrations/unit';
import { type MissingValue, missingValues, placeholdersOf } from '../migrations/values';
import type { Engine, Schema } from '../schema/model/schema';
import { type FilledIn, filledIn } from '../sql/placeholders/filledIn';
import type { Placeholders } from '../sql/placeholders/syntax';
import type { FileSet } from './fileSet';
import { type LaidOut, layOut } from './layout';
import type { Readings } from './readings';

/** A folder of migrations, replayed, with its tool and its engine. */
export interface Root {
  readonly detection: Detection;
  readonly tool: MigrationTool;
  readonly engine: Engine;
  /** Relative to the workspace folder; '' is the workspace folder itself. */
  readonly folder: string;
  readonly layout: Layout;
  /** The layout with the files that it was made from. */
  readonly laidOut: LaidOut;
  readonly history: History;
  /** Paths of the SQL files of its migrations. */
  readonly files: ReadonlySet<string>;
  /** How statements with placeholders are read; undefined when the tool replaces none. */
  readonly filled: Filled | undefined;
}

interface Filled {
  readonly placeholders: Placeholders;
  readonly reading: FilledIn;
}

/** The inputs of a root. */
export interface RootSources {
  readonly files: FileSet;
  readonly engine: Engine;
  /** The engine's database, as the tool sees it. */
  readonly database: RootDatabase;
  readonly readings: Readings;
  readonly config: RootConfig | undefined;
  readonly willBeEdited: boolean;
}

/** Lays the folder out and replays it. Takes over the unchanged parts of the earlier state of the same root. */
export function makeRoot(detection: Detection, tool: MigrationTool, sources: RootSources, earlier: Root | undefined): Root {
  const { database, engine, files, readings, willBeEdited } = sources;
  const view = viewFor(tool, detection.folder, files.sorted());
  const laidOut = layOut({ tool, view, lookup: files.text, database }, earlier?.laidOut);
  const { layout } = laidOut;
  const initial = baseline(sources);
  const filled = filledFor(placeholdersOf(tool, view, files.text, database, sources.config?.placeholders ?? {}), sources, earlier);
  const verbatim = { dialect: engine, read: readings.read };
  // With other values, the same text is another statement.
  const known = earlier !== undefined && earlier.filled === filled ? earlier.history : undefined;
  const history = replay(
    initial,
    layout.migrations,
    { ...(filled?.reading ?? verbatim), text: files.text, edited: files.edited, willBeEdited, verbatim },
    known,
  );
  return { detection, tool, engine, folder: detection.folder, layout, laidOut, history, files: pathsOf(layout, earlier), filled };
}

/** Placeholders of a root without a value. */
export function missingValuesOf({ history, filled }: Root): readonly MissingValue[] {
  return filled === undefined ? [] : missingValues(history, filled.reading);
}

/** The same object as in the earlier state while syntaxes and values are equal: readings and the history then stay valid. */
function filledFor(
  placeholders: Placeholders | undefined,
  { engine, readings }: RootSources,
  earlier: Root | undefined,
): Filled | undefined {
  if (placeholders === undefined) return undefined;
  const before = earlier?.filled;
  return before !== undefined && signature(before.placeholders) === signature(placeholders)
    ? before
    : { placeholders, reading: filledIn(engine, readings.read, placeholders) };
}

function signature({ syntaxes, values }: Placeholders): string {
  return JSON.stringify([syntaxes.map(({ pattern, ...rest }) => [pattern.source, rest]), Object.entries(values).sort()]);
}

/** The same set as in the earlier state while the paths are the same, so that it can be the key of a memo. */
function pathsOf({ migrations }: Layout, earlier: Root | undefined): ReadonlySet<string> {
  if (earlier !== undefined && isOfSameFiles(earlier.layout.migrations, migrations)) return earlier.files;
  return new Set(migrations.flatMap(({ up, down }) => [...up, ...down].map((part) => part.file)));
}

function isOfSameFiles(a: readonly Migration[], b: readonly Migration[]): boolean {
  if (a === b) return true;
  const isSame = (one: Migration, other: Migration): boolean =>
    one === other ||
    [...one.up, ...one.down].map(({ file }) => file).join('\0') === [...other.up, ...other.down].map(({ file }) => file).join('\0');
  return a.length === b.length && a.every((migration, i) => isSame(migration, b[i]!));
}

/** The schema before the first migration. The same object as long as the baseline's texts are the same: a replay starts anew from another one. */
function baseline({ config, files, engine, readings }: RootSources): Schema {
  const paths = config?.baseline ?? [];
  const initial = engine.newDatabase();
  if (paths.length === 0) return initial;
  const migration: Migration = {
    id: 'baseline',
    version: '',
    title: 'baseline',
    role: 'baseline',
    up: paths.map((file) => ({ direction: 'up', file, span: { start: 0, end: files.text(file)?.length ?? 0 }, transaction: 'on' })),
    down: [],
  };
  const texts = paths.map((file) => files.text(file) ?? '').join('\0');
  const known = baselines.get(readings)?.get(texts);
  if (known !== undefined) return known;
  const { final } = replay(initial, [migration], { dialect: engine, text: files.text, read: readings.read });
  const schema: Schema = { ...final, searchPath: initial.searchPath };
  baselines.set(readings, new Map([[texts, schema]]));
  return schema;
}

const baselines = new WeakMap<Readings, Map<string, Schema>>();
