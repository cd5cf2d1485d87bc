import { otherRootsText } from '../project/otherRoots';
import type { Root } from '../project/project';
import { documentPath, documentRoot, drawDiagram } from '../project/views';
import type {
  DatabaseMd,
  DatabaseMdParams,
  Diagram,
  DiagramParams,
  FileRange,
  NoDiagram,
  OtherRoots,
  RootStatus,
  Status,
} from '../protocol';
import type { Origin } from '../schema/model/object';
import type { Table } from '../schema/model/table';
import { displayName } from '../schema/queries';
import { rangeIn } from './convert';
import type { FileAccess } from './environment';
import type { Folder } from './folder';
import { tableCount } from './tableCount';
import type { EditorWorkspace } from './workspace';

/*
 * Answers to the requests of protocol.ts.
 */

export function status(workspace: EditorWorkspace, parser: Status['parser'], busy: boolean): Status {
  const otherRoots = otherRootsOf(workspace.folders());
  return {
    busy,
    parser,
    roots: workspace.folders().flatMap((folder) => folder.project.roots().map((root) => rootStatus(folder, root))),
    problems: workspace.folders().flatMap((folder) => folder.project.configProblems.map(({ message }) => message)),
    ...(otherRoots === undefined ? {} : { otherRoots }),
  };
}

/** Migrations for databases that cannot be read, with one text about all of them. */
function otherRootsOf(folders: readonly Folder[]): OtherRoots | undefined {
  const found = folders.flatMap((folder) => folder.project.otherRoots().map((root) => ({ folder, root })));
  const [first] = found;
  if (first === undefined) return undefined;
  const roots = found.map(({ folder, root }) => (root.folder === '' ? { ...root, folder: folder.name } : root));
  return {
    folders: found.map(({ folder, root }) => ({ uri: folder.uri(root.folder), database: root.engine.database })),
    text: otherRootsText(roots, first.folder.project.engines),
  };
}

function rootStatus(folder: Folder, root: Root): RootStatus {
  return {
    uri: folder.uri(root.folder),
    folder: root.folder === '' ? folder.name : root.folder,
    tool: root.tool.name,
    migrations: root.layout.migrations.length,
    tables: tableCount(root.history),
    incomplete: root.history.final.gaps.length > 0,
    files: addressesOf(folder, root),
  };
}

/** The URIs of a root's files. There may be thousands, so they are computed once for each set of files. */
function addressesOf(folder: Folder, { files }: Root): readonly string[] {
  const known = addresses.get(files);
  if (known !== undefined) return known;
  const made = [...files].map((path) => folder.uri(path));
  addresses.set(files, made);
  return made;
}

const addresses = new WeakMap<ReadonlySet<string>, readonly string[]>();

/** Whether two states are equal. Lists of files are compared by identity, since `addressesOf` returns the same list for the same files. */
export function isSameStatus(a: Status, b: Status): boolean {
  const bare = (of: Status): string => JSON.stringify({ ...of, roots: of.roots.map(({ files: _, ...root }) => root) });
  return bare(a) === bare(b) && a.roots.every((root, i) => root.files === b.roots[i]?.files);
}

/** The root of a file or a folder; the first root when `uri` is undefined. */
function findRoot(workspace: EditorWorkspace, uri: string | undefined): { readonly folder: Folder; readonly root: Root } | undefined {
  for (const folder of workspace.folders()) {
    for (const root of folder.project.roots()) if (uri === undefined || folder.uri(root.folder) === uri) return { folder, root };
  }
  const found = uri === undefined ? undefined : workspace.find(uri);
  const root = found?.folder.project.rootOf(found.path);
  return found === undefined || root === undefined ? undefined : { folder: found.folder, root };
}

export function answerDiagram(workspace: EditorWorkspace, params: DiagramParams): Diagram | NoDiagram | null {
  const found = findRoot(workspace, params.uri);
  if (found === undefined) {
    const text = otherRootsOf(workspace.folders())?.text;
    return text === undefined ? null : { nothing: text };
  }
  const { folder, root } = found;
  const from = params.from === undefined ? undefined : folder.path(params.from);
  const { from: _, ...request } = params;
  const drawn = drawDiagram(root, { ...request, ...(from === undefined ? {} : { from }) });
  const schema = root.history.final;
  const tables = drawn.graph.entities.flatMap((entity) => {
    const table = entity.table === undefined ? undefined : schema.tables.get(entity.table);
    return table === undefined ? [] : [{ entity: entity.id, name: displayName(schema, table), ...places(folder, table) }];
  });
  return {
    root: rootStatus(folder, root),
    source: drawn.source,
    portableSource: drawn.portableSource,
    detail: drawn.detail,
    ...(drawn.focus === undefined ? {} : { focus: drawn.focus }),
    tables,
    incomplete: schema.gaps.some((gap) => gap.reason === 'syntax-error'),
  };
}

function places(
  folder: Folder,
  table: Table,
): { readonly place: FileRange; readonly columns: { readonly name: string; readonly place: FileRange }[] } {
  return {
    place: place(folder, table.created),
    columns: table.columns.map((column) => ({ name: column.name, place: place(folder, column.created) })),
  };
}

function place(folder: Folder, origin: Origin): FileRange {
  return { uri: folder.uri(origin.file), range: rangeIn(folder, origin.file, origin.span) };
}

export async function answerDatabaseMd(workspace: EditorWorkspace, files: FileAccess, params: DatabaseMdParams): Promise<DatabaseMd> {
  const found = findRoot(workspace, params.uri);
  if (found === undefined) {
    const reason = otherRootsOf(workspace.folders())?.text;
    return { kind: 'no-migrations', ...(reason === undefined ? {} : { reason }) };
  }
  const { folder, root } = found;
  const uri = folder.uri(documentPath(folder.project, root));
  const existing = (await files.read([uri]))[0] ?? undefined;
  const { result } = documentRoot(folder.project, root, existing);
  if (result.kind === 'refused') return { kind: 'refused', uri, message: result.message, line: result.line - 1 };
  return { kind: 'document', uri, text: result.text, changed: result.text !== existing, exists: existing !== undefined };
}
