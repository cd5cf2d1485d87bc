import assert from 'node:assert/strict';
import { type CodeAction, commands, type Diagnostic, Range, TabInputWebview, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { codeOf, extension, findings, inWorkspace, open, until } from './support';

const ORDERS = 'migrations/000003_create_orders.up.sql';

describe('the extension', () => {
  it('is activated by a workspace with migrations', async () => {
    await until('activation', () => extension().isActive);
  });

  it('asks for nothing that an untrusted or a virtual workspace does not give', () => {
    const { capabilities, activationEvents } = extension().packageJSON as { capabilities: object; activationEvents: string[] };
    assert.deepEqual(capabilities, { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
    assert.equal(activationEvents.includes('*') || activationEvents.includes('onStartupFinished'), false);
  });
});

describe('findings', () => {
  it('stand on the token, with the rule and its page', async () => {
    const document = await open(ORDERS);
    const [finding] = await findings(document.uri, (codes) => codes.includes('fk-missing-index'));
    assert.equal(document.getText(finding!.range), 'product_id');
    const { code } = finding!;
    assert.match(typeof code === 'object' ? code.target.toString() : '', /docs\/rules\/fk-missing-index\.md$/);
  });

  it('survive a half-typed statement elsewhere in the file, and the mistake is reported', async () => {
    const document = await open(ORDERS);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(document.getText().length), '\nALTER TABLE orders ADD COLUMN');
    await workspace.applyEdit(edit);
    await findings(document.uri, (codes) => codes.includes('syntax-error') && codes.includes('fk-missing-index'));
    await commands.executeCommand('undo');
    await findings(document.uri, (codes) => !codes.includes('syntax-error'));
  });

  it('are gone when the quick fix is applied, and back when it is undone', async () => {
    const document = await open(ORDERS);
    const before = document.getText();
    const [finding] = await findings(document.uri, (codes) => codes.includes('fk-missing-index'));
    const action = await firstAction(document.uri, finding!);
    assert.match(action.title, /^Create index/);
    assert.equal(action.isPreferred, true);
    await workspace.applyEdit(action.edit!);
    await findings(document.uri, (codes) => !codes.includes('fk-missing-index'));
    assert.match(document.getText(), /CREATE INDEX order_items_product_id_idx ON order_items \(product_id\);/);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await findings(document.uri, (codes) => codes.includes('fk-missing-index'));
  });

  it('of a migration without a down are mended by a new file', async () => {
    const document = await open('migrations/000010_add_order_note.up.sql');
    const [finding] = await findings(document.uri, (codes) => codes.includes('missing-down-migration'));
    await workspace.applyEdit((await firstAction(document.uri, finding!)).edit!);
    const down = await workspace.openTextDocument(inWorkspace('migrations/000010_add_order_note.down.sql'));
    assert.match(down.getText(), /ALTER TABLE orders DROP COLUMN note;/);
    await down.save();
    await findings(document.uri, (codes) => codes.length === 0);
  });

  it('of a migration that is deleted while it is open go, and those of the others follow what is left', async () => {
    const { uri } = await open('migrations/000006_create_tags.up.sql');
    await findings(uri, (codes) => codes.includes('missing-updated-at'));
    await workspace.fs.delete(uri);
    await findings(uri, (codes) => codes.length === 0);
    const orders = await open(ORDERS);
    await findings(orders.uri, (codes) => codes.includes('fk-missing-index'));
  });
});

describe('migration-lens.json', () => {
  it('applies while it is typed, and a mistake in it is reported at its key', async () => {
    const orders = await open(ORDERS);
    const config = await open('migration-lens.json');
    const before = config.getText();
    await replaceAll(config.uri, before.length, '{ "rules": { "fk-missing-index": "off", "fk-missing-indx": "off" } }');
    await findings(orders.uri, (codes) => !codes.includes('fk-missing-index'));
    const [problem] = await findings(config.uri, (codes) => codes.length === 1);
    assert.equal(config.getText(problem!.range).replaceAll('"', ''), 'fk-missing-indx');
    await replaceAll(config.uri, config.getText().length, before);
    await findings(config.uri, (codes) => codes.length === 0);
    await findings(orders.uri, (codes) => codes.includes('fk-missing-index'));
  });
});

describe('commands', () => {
  it('open the diagram once, and beside the editor without taking the focus', async () => {
    await open(ORDERS);
    await commands.executeCommand('migrationLens.openDiagramToSide');
    await until('the diagram', () => diagrams().length === 1);
    await commands.executeCommand('migrationLens.openDiagramToSide');
    assert.equal(diagrams().length, 1);
    assert.equal(window.activeTextEditor?.document.uri.path.endsWith(ORDERS), true);
  });

  it('leave a DATABASE.md with unbalanced markers as it is', async () => {
    const document = inWorkspace('DATABASE.md');
    const broken = '<!-- migration-lens:begin overview -->\nWithout an end.\n';
    await workspace.fs.writeFile(document, new TextEncoder().encode(broken));
    await refused(() => commands.executeCommand('migrationLens.generateDatabaseMd', inWorkspace(ORDERS)));
    assert.equal(new TextDecoder().decode(await workspace.fs.readFile(document)), broken);
    await workspace.fs.delete(document);
  });

  it('write DATABASE.md', async () => {
    await open(ORDERS);
    await commands.executeCommand('migrationLens.generateDatabaseMd');
    const text = new TextDecoder().decode(await workspace.fs.readFile(inWorkspace('DATABASE.md')));
    assert.match(text, /```mermaid\nerDiagram/);
    assert.match(text, /### order_items/);
  });
});

/** The code action that the editor offers first. */
async function firstAction(uri: Uri, finding: Diagnostic): Promise<CodeAction> {
  const [action] = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, finding.range);
  assert.ok(action, `no action for ${codeOf(finding)}`);
  return action;
}

/** Runs a command that shows an error message with a button, and ends when the message is closed: closes it as soon as it is there. */
async function refused(command: () => Thenable<unknown>): Promise<void> {
  let ended = false;
  void command().then(() => {
    ended = true;
  });
  await until('the end of the command', async () => {
    await commands.executeCommand('notifications.clearAll');
    return ended;
  });
}

async function replaceAll(uri: Uri, length: number, text: string): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  edit.replace(uri, new Range(document.positionAt(0), document.positionAt(length)), text);
  await workspace.applyEdit(edit);
}

function diagrams() {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('migrationLens.diagram'));
}
