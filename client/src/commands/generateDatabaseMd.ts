import { FileSystemError, Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { DatabaseMd } from '../../../server/src/protocol';
import type { EditorCommand } from '../app';
import { addressFor } from '../server';

export const generateDatabaseMd: EditorCommand = {
  id: 'migrationLens.generateDatabaseMd',
  run: async ({ server, panels }, uri) => {
    const address = addressFor(server.status, uri ?? window.activeTextEditor?.document.uri) ?? panels.active?.view.root;
    await present(await server.databaseMd(address === undefined ? {} : { uri: address }));
  },
};

async function present(answer: DatabaseMd): Promise<void> {
  switch (answer.kind) {
    case 'no-migrations':
      void window.showInformationMessage(
        answer.reason === undefined
          ? 'DATABASE.md is made from migrations, and this workspace has none.'
          : `DATABASE.md cannot be made. ${answer.reason}`,
      );
      return;
    case 'refused':
      await refuse(Uri.parse(answer.uri), answer.message, answer.line);
      return;
    case 'document':
      await write(Uri.parse(answer.uri), answer.text, answer.changed);
  }
}

async function refuse(uri: Uri, reason: string, line: number | undefined): Promise<void> {
  const show = 'Show';
  const choice = await window.showErrorMessage(`DATABASE.md was left as it is: ${reason}`, show);
  if (choice !== show) return;
  await window.showTextDocument(uri, line === undefined ? {} : { selection: new Range(line, 0, line, 0) });
}

async function write(uri: Uri, text: string, changed: boolean): Promise<void> {
  try {
    if (changed) await put(uri, text);
  } catch (error) {
    void window.showErrorMessage(`DATABASE.md could not be written: ${reasonOf(error)}`);
    return;
  }
  await window.showTextDocument(uri, { preview: false });
  window.setStatusBarMessage(changed ? '$(check) DATABASE.md is written' : '$(check) DATABASE.md is up to date', 3000);
}

/** In an open document the new text is an edit that can be undone. A document with unsaved changes is not saved. */
async function put(uri: Uri, text: string): Promise<void> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString() && !document.isClosed);
  if (open === undefined) return workspace.fs.writeFile(uri, new TextEncoder().encode((await markOf(uri)) + text));
  const wasDirty = open.isDirty;
  const edit = new WorkspaceEdit();
  edit.replace(uri, wholeRange(open), text);
  if (!(await workspace.applyEdit(edit))) throw new Error('the editor refused the change');
  if (!wasDirty && !(await open.save())) throw new Error('the file could not be saved');
}

/** The byte order mark of the existing file, or ''. The server's texts have none. */
async function markOf(uri: Uri): Promise<string> {
  try {
    const [first, second, third] = await workspace.fs.readFile(uri);
    return first === 0xef && second === 0xbb && third === 0xbf ? '\uFEFF' : '';
  } catch {
    return '';
  }
}

function wholeRange(document: TextDocument): Range {
  return new Range(document.positionAt(0), document.positionAt(document.getText().length));
}

function reasonOf(error: unknown): string {
  if (error instanceof FileSystemError && error.code === 'NoPermissions') return 'the file is read-only';
  return error instanceof Error ? error.message : String(error);
}
