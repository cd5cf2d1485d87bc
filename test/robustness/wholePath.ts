import assert from 'node:assert/strict';
import { svgSource } from '../../server/src/diagram/write/svg';
import { completionsAt } from '../../server/src/language/completion';
import { definitionAt } from '../../server/src/language/definition';
import { folds } from '../../server/src/language/folding';
import { hoverAt } from '../../server/src/language/hover';
import { referencesAt } from '../../server/src/language/references';
import { documentSymbols } from '../../server/src/language/symbols';
import { workspaceSymbols } from '../../server/src/language/workspaceSymbols';
import type { Project, Root } from '../../server/src/project/project';
import { documentRoot, drawDiagram } from '../../server/src/project/views';
import { inverse } from '../../server/src/reverse/down';
import { catalog } from '../../server/src/schema/catalog';
import { outlineOf } from '../../server/src/schema/outline';
import type { Span } from '../../server/src/text/span';
import type { Dice } from '../support/dice';

/** Asks a project for every answer that the server and the command line use. Returns the number of statements that it found. */
export function askForEverything(project: Project, paths: readonly string[], dice: Dice): number {
  project.otherRoots();
  let statements = 0;
  for (const root of project.roots()) {
    statements += root.history.migrations.flatMap(({ up }) => up.flatMap((part) => part.statements)).length;
    askForOutput(project, root);
    for (const path of paths.filter((path) => root.files.has(path))) askAt(project, root, path, dice);
  }
  return statements;
}

function askForOutput(project: Project, root: Root): void {
  const { final, migrations } = root.history;
  for (const { span, file, fixes } of project.findings(root)) {
    lies(project, file, span);
    for (const change of fixes.flatMap(({ changes }) => changes))
      if (change.kind === 'edit') for (const edit of change.edits) lies(project, change.file, edit.span);
  }
  const { graph, detail } = drawDiagram(root, {});
  if (graph.entities.length > 0) svgSource(graph, detail);
  const { result } = documentRoot(project, root, undefined);
  if (result.kind === 'document') documentRoot(project, root, result.text);
  JSON.stringify(catalog(final));
  outlineOf(final);
  root.engine.statements(final);
  workspaceSymbols(final, 'a');
  for (const migration of migrations) {
    inverse(migration.up.flatMap(({ steps }) => steps));
    root.tool.scaffoldDown(migration.migration, 'drop table t;', project.text);
    root.tool.disableTransaction?.(migration.migration, project.text);
  }
}

function askAt(project: Project, root: Root, path: string, dice: Dice): void {
  const { history } = root;
  const text = project.text(path) ?? '';
  const offset = dice.roll(text.length + 1);
  const hover = hoverAt(history, path, offset);
  if (hover !== undefined) lies(project, path, hover.span);
  for (const { file, span } of referencesAt(history, path, offset)) lies(project, file, span);
  const origin = definitionAt(history, path, offset);
  if (origin !== undefined) lies(project, origin.file, origin.span);
  for (const { span } of completionsAt(history, root.engine, path, offset)) lies(project, path, span);
  for (const { span } of folds(history, path, text)) lies(project, path, span);
  for (const { span } of documentSymbols(history, path)) lies(project, path, span);
}

function lies(project: Project, file: string, { start, end }: Span): void {
  const { length } = project.text(file) ?? '';
  assert.ok(0 <= start && start <= end && end <= length, `${start}-${end} of ${length} in ${file}`);
}
