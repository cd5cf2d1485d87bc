import { Disposable, type LanguageStatusItem, LanguageStatusSeverity, languages, type Uri, window } from 'vscode';
import type { OtherRoot, RootStatus, Status } from '../../server/src/protocol';
import { otherRootOf, rootOf, type Server } from './server';

/** Shows the size of the active root's model in the language status of SQL files. */
export function showStatus(server: Server): Disposable {
  const item = languages.createLanguageStatusItem('migrationLens.status', [{ language: 'sql' }, { pattern: '**/migration-lens.json' }]);
  item.name = 'Migration Lens';
  item.command = { title: 'Show Output', command: 'migrationLens.showOutput' };
  const update = (): void => fill(item, server.status);
  update();
  return Disposable.from(item, server.onStatus(update), window.onDidChangeActiveTextEditor(update));
}

function fill(item: LanguageStatusItem, status: Status): void {
  const uri = window.activeTextEditor?.document.uri;
  const other = uri === undefined || rootOf(status, uri) !== undefined ? undefined : otherRootOf(status, uri);
  const root = other === undefined ? rootFor(status, uri) : undefined;
  item.busy = status.busy;
  item.text = root === undefined ? absent(status, other) : summary(root);
  item.severity = status.problems.length > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  const remarks = [...status.problems, ...(status.parser === 'reduced' ? ['reduced SQL parser'] : []), status.otherRoots?.text ?? ''];
  item.detail = remarks.filter((remark) => remark !== '').join('; ') || root?.folder;
}

function rootFor(status: Status, uri: Uri | undefined): RootStatus | undefined {
  return (uri === undefined ? undefined : rootOf(status, uri)) ?? (status.roots.length === 1 ? status.roots[0] : undefined);
}

/** What is said of a file without a model; `other` is the folder that it lies in, where that cannot be read. */
function absent({ busy, roots, otherRoots }: Status, other: OtherRoot | undefined): string {
  if (busy) return 'Reading migrations';
  const unread = other ?? (roots.length === 0 ? otherRoots?.folders[0] : undefined);
  if (unread !== undefined) return `Migrations for ${unread.database} are not read`;
  return roots.length === 0 ? 'No migrations' : 'Not a migration';
}

function summary({ tables, migrations, tool }: RootStatus): string {
  return `${count(tables, 'table')} · ${count(migrations, 'migration')} (${tool})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
