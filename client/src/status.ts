import { Disposable, type LanguageStatusItem, LanguageStatusSeverity, languages, window } from 'vscode';
import type { RootStatus, Status } from '../../server/src/protocol';
import { rootOf, type Server } from './server';

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
  const root = (uri === undefined ? undefined : rootOf(status, uri)) ?? (status.roots.length === 1 ? status.roots[0] : undefined);
  item.busy = status.busy;
  item.text = root === undefined ? absent(status) : summary(root);
  item.severity = status.problems.length > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  item.detail = [...status.problems, ...(status.parser === 'reduced' ? ['reduced SQL parser'] : [])].join('; ') || root?.folder;
}

function absent({ busy, roots }: Status): string {
  if (busy) return 'Reading migrations';
  return roots.length === 0 ? 'No migrations' : 'Not a migration';
}

function summary({ tables, migrations, tool }: RootStatus): string {
  return `${count(tables, 'table')} · ${count(migrations, 'migration')} (${tool})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
