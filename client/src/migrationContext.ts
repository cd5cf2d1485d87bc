import { commands, Disposable, window } from 'vscode';
import { rootOf, type Server } from './server';

/** Sets the context keys that show menus and keybindings only for migrations: other SQL files belong to other extensions. */
export function trackMigrationContext(server: Server): Disposable {
  const last = new Map<string, boolean>();
  const set = (key: string, value: boolean): void => {
    if (last.get(key) === value) return;
    last.set(key, value);
    void commands.executeCommand('setContext', key, value);
  };
  const update = (): void => {
    const uri = window.activeTextEditor?.document.uri;
    set('migrationLens.isMigration', uri !== undefined && rootOf(server.status, uri) !== undefined);
    set('migrationLens.hasMigrations', server.status.roots.length > 0);
  };
  update();
  return Disposable.from(server.onStatus(update), window.onDidChangeActiveTextEditor(update));
}
