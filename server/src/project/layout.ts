import type { FileLookup, FolderView, MigrationTool, RootDatabase, SourceFile } from '../migrations/tool';
import type { Layout, Migration } from '../migrations/unit';
import { settledLayout } from './settledLayout';

/** A layout, and the files that it was made from. */
export interface LaidOut {
  readonly layout: Layout;
  readonly files: readonly SourceFile[];
}

/** A folder, with the inputs of its tool. */
export interface LaidOutFolder {
  readonly tool: MigrationTool;
  readonly view: FolderView;
  readonly lookup: FileLookup;
  readonly database: RootDatabase;
}

/** Lays a folder out. Takes over the objects of an earlier layout where they are equal. */
export function layOut(folder: LaidOutFolder, earlier: LaidOut | undefined): LaidOut {
  const { tool, view, lookup, database } = folder;
  const layout = (earlier && relaid(folder, earlier)) ?? settledLayout(tool.layout(view, lookup, database), earlier?.layout);
  return { layout, files: view.files };
}

/** The earlier layout with the edited migrations laid out again; undefined when other parts of the layout may change. */
function relaid({ tool, view, lookup, database }: LaidOutFolder, { layout, files }: LaidOut): Layout | undefined {
  const edited = tool.isLocal === true ? editedFiles(files, view.files) : undefined;
  if (edited === undefined) return undefined;
  if (edited.size === 0) return layout;
  const touched = layout.migrations.filter(
    ({ up, down }) => up.some(({ file }) => edited.has(file)) || down.some(({ file }) => edited.has(file)),
  );
  const own = new Set(touched.flatMap((migration) => [...pathsOf(migration)]));
  if ([...edited].some((file) => !own.has(file)) || layout.problems.some(({ file }) => own.has(file))) return undefined;
  const parts = { path: view.path, files: view.files.filter(({ path }) => own.has(path)) };
  const again = settledLayout(tool.layout(parts, lookup, database), { ...layout, migrations: touched });
  const isAlike = again.migrations.length === touched.length && again.migrations.every(({ id }, i) => id === touched[i]!.id);
  if (!isAlike || again.problems.length > 0) return undefined;
  if (again.migrations === touched) return layout;
  const fresh = new Map(touched.map((migration, i) => [migration, again.migrations[i]!]));
  return { ...layout, migrations: layout.migrations.map((migration) => fresh.get(migration) ?? migration) };
}

/** Paths of the files whose text has changed; undefined when a file was added or removed. */
function editedFiles(before: readonly SourceFile[], after: readonly SourceFile[]): ReadonlySet<string> | undefined {
  if (before.length !== after.length) return undefined;
  const edited = new Set<string>();
  for (const [i, file] of after.entries()) {
    if (before[i] === file) continue;
    if (before[i]!.path !== file.path) return undefined;
    edited.add(file.path);
  }
  return edited;
}

/** Paths of the SQL and code files of a migration. */
function pathsOf({ up, down, code }: Migration): ReadonlySet<string> {
  return new Set([...[...up, ...down].map(({ file }) => file), ...Object.values(code ?? {})]);
}
