import assert from 'node:assert/strict';
import { viewFor, viewOf } from '../../server/src/migrations/detect';
import type { DownScaffold, MigrationTool, SourceFile } from '../../server/src/migrations/tool';
import type { Layout, Part } from '../../server/src/migrations/unit';
import { applyEdits, type TextEdit } from '../../server/src/text/edit';
import { noFiles, onPostgres } from '../support/databases';

export type Files = Readonly<Record<string, string>>;

/** A layout in lines: migrations, their parts with the SQL in them, and problems as `! file: message`. */
function show(layout: Layout, files: Files): readonly string[] {
  const part = ({ direction, file, span, transaction, generated }: Part): string =>
    `  ${direction} ${file} ${transaction}: ${(generated ?? files[file]!.slice(span.start, span.end)).trim().replaceAll(/\s+/g, ' ')}`;
  return [
    ...layout.migrations.flatMap(({ version, title, role, up, down, code }) => [
      [role === 'versioned' ? '' : role, version, title].filter((word) => word !== '').join(' '),
      ...[...up, ...down].map(part),
      ...Object.entries(code ?? {}).map(([direction, file]) => `  ${direction} code ${file}`),
    ]),
    ...layout.problems.map(({ file, message }) => `! ${file}: ${message}`),
  ];
}

/** Lays the files out and compares the layout with lines as `show` writes them. `«…»` in the files marks the problems. */
export function checkLayout(tool: MigrationTool, marked: Files, expected: readonly string[], folder = ''): void {
  const { files, spans } = unmarked(marked);
  const layout = tool.layout(viewFor(tool, folder, sources(files)), (path) => files[path], onPostgres);
  assert.deepEqual(show(layout, files), expected);
  const places = layout.problems.map(({ file, span }) => `${file} ${span.start}-${span.end}`);
  assert.deepEqual(places.sort(), spans.sort());
}

/** Ids of the migrations, in order. */
export function order(tool: MigrationTool, names: readonly string[]): readonly string[] {
  const files = Object.fromEntries(names.map((name) => [name, 'SELECT 1;\n']));
  return tool.layout(viewOf('', sources(files)), noFiles, onPostgres).migrations.map(({ id }) => id);
}

/** The changed file after a down is written for the first migration without one; undefined when the tool writes none. */
export function scaffolded(tool: MigrationTool, files: Files, body: string): Files | undefined {
  const { migrations } = tool.layout(viewOf('', sources(files)), noFiles, onPostgres);
  const migration = migrations.find(({ down }) => down.length === 0) ?? migrations[0]!;
  const scaffold = tool.scaffoldDown(migration, body, (path) => files[path]);
  return scaffold && { [scaffold.file]: result(scaffold, files) };
}

function result(scaffold: DownScaffold, files: Files): string {
  if (scaffold.kind === 'edit') return edited(files[scaffold.file]!, scaffold.edit);
  assert.equal(files[scaffold.file], undefined, 'a file that exists is never created');
  return scaffold.text;
}

/** The changed file after the last migration is taken out of its transaction; undefined when the tool cannot do that. */
export function withoutTransaction(tool: MigrationTool, files: Files): Files | undefined {
  const change = tool.disableTransaction?.(
    tool.layout(viewOf('', sources(files)), noFiles, onPostgres).migrations.at(-1)!,
    (path) => files[path],
  );
  if (change === undefined) return undefined;
  const after = { ...files, [change.file]: edited(files[change.file]!, change.edit) };
  const [part] = tool.layout(viewOf('', sources(after)), noFiles, onPostgres).migrations.at(-1)!.up;
  assert.equal(part?.transaction, 'off', 'the tool must see the marker');
  return { [change.file]: after[change.file]! };
}

export function sources(files: Files): readonly SourceFile[] {
  return Object.keys(files)
    .sort()
    .map((path) => ({ path, text: files[path]! }));
}

function edited(text: string, edit: TextEdit): string {
  return applyEdits(text, [edit]);
}

function unmarked(marked: Files): { readonly files: Files; readonly spans: string[] } {
  const files: Record<string, string> = {};
  const spans: string[] = [];
  for (const [path, text] of Object.entries(marked)) {
    let plain = '';
    let start = 0;
    for (const piece of text.split(/([«»])/)) {
      if (piece === '«') start = plain.length;
      else if (piece === '»') spans.push(`${path} ${start}-${plain.length}`);
      else plain += piece;
    }
    files[path] = plain;
  }
  return { files, spans };
}
