import { commands, Disposable, window } from 'vscode';
import { rootOf, type Server } from './server';

/** Keeps the context key that menus and keys of migrations are shown by: other SQL files belong to other extensions. */
export function trackMigrationContext(server: Server): Disposable {
  let last: boolean | undefined;
  const update = (): void => {
    const uri = window.activeTextEditor?.document.uri;
    const isMigration = uri !== undefined && rootOf(server.status, uri) !== undefined;
    if (isMigration === last) return;
    last = isMigration;
    void commands.executeCommand('setContext', 'migrationLens.isMigration', isMigration);
  };
  update();
  return Disposable.from(server.onStatus(update), window.onDidChangeActiveTextEditor(update));
}
