import { commands, type ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/protocol';
import type { App } from './app';
import { copyMermaid } from './commands/copyMermaid';
import { exportSvg } from './commands/exportSvg';
import { focusTable } from './commands/focusTable';
import { generateDatabaseMd } from './commands/generateDatabaseMd';
import { openDiagram } from './commands/openDiagram';
import { openDiagramToSide } from './commands/openDiagramToSide';
import { showOutput } from './commands/showOutput';
import { diagramPanels } from './diagramPanels';
import { trackMigrationContext } from './migrationContext';
import { connect } from './server';
import { showStatus } from './status';
import { listFiles, readFiles } from './workspaceFiles';

/** Creates the language client of a platform: the server is a process in Node.js and a worker in the browser. */
export type NewClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

export interface Running {
  stop(): Promise<void>;
}

const COMMANDS = [openDiagram, openDiagramToSide, generateDatabaseMd, copyMermaid, exportSvg, focusTable, showOutput];

/** Starts the extension. Returns at once; requests wait until the server has started. */
export function startClient(context: ExtensionContext, newClient: NewClient): Running {
  const client = newClient('migrationLens', 'Migration Lens', clientOptions(context));
  const server = connect(client);
  server.answer(listFiles, readFiles);
  const app: App = { server, panels: diagramPanels(context, server) };
  context.subscriptions.push(
    server,
    app.panels,
    showStatus(server),
    trackMigrationContext(server),
    ...COMMANDS.map(({ id, run }) => commands.registerCommand(id, (uri?: unknown) => run(app, uri instanceof Uri ? uri : undefined))),
  );
  const started = client.start();
  return {
    stop: async () => {
      // stop() fails while the client is still starting.
      await started.catch(() => undefined);
      await client.stop();
    },
  };
}

/** The selector names no scheme, so that migrations in remote repositories and in memory are covered, too. */
function clientOptions(context: ExtensionContext): LanguageClientOptions {
  const ruleDocumentation = ruleDocumentationAddress(context);
  const initializationOptions: InitializationOptions = {
    clientFiles: true,
    ...(ruleDocumentation === undefined ? {} : { ruleDocumentation }),
  };
  return { documentSelector: [{ language: 'sql' }, { pattern: '**/migration-lens.json' }], initializationOptions };
}

/** Base URL of the rule pages in the extension's repository. Undefined when the manifest names no repository. */
function ruleDocumentationAddress({ extension }: ExtensionContext): string | undefined {
  const { repository } = extension.packageJSON as { readonly repository?: string | { readonly url?: string } };
  const address = typeof repository === 'string' ? repository : repository?.url;
  return address === undefined ? undefined : `${address.replace(/^git\+|\.git$/g, '')}/blob/main/docs/rules/`;
}
