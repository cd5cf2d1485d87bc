import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type EditorConfig, parseEditorConfig } from '../config/config';
import {
  DATABASE_MD,
  type DatabaseMd,
  type DatabaseMdParams,
  DIAGRAM,
  type Diagram,
  type DiagramParams,
  type InitializationOptions,
  MODEL_CHANGED,
  type ModelChanged,
  type NoDiagram,
  STATUS,
  type Status,
} from '../protocol';
import type { Schema } from '../schema/model/schema';
import { answerDatabaseMd, answerDiagram, isSameStatus, status } from './answers';
import { codeActions, FIX_ALL } from './codeActions';
import { type Diagnostics, diagnostics } from './diagnostics';
import type { Environment, FileAccess } from './environment';
import { editorFiles, noFiles } from './files';
import { answerLanguageRequests, languageCapabilities } from './language';
import { safely } from './safely';
import { type EditorWorkspace, openEditorWorkspace, watchedPatterns } from './workspace';

/** Base URL of the rule pages, unless the client names another one. */
const DOCUMENTATION = 'https://github.com/migration-lens/migration-lens/blob/main/docs/rules/';

/** The state of the server after the client's `initialized` notification. */
interface Session {
  readonly workspace: EditorWorkspace;
  readonly files: FileAccess;
  readonly diagnostics: Diagnostics;
  readonly parser: Status['parser'];
  readonly documentation: string;
}

/** Serves one client. The session's workspace holds all state between two messages. */
export function startServer(connection: Connection, environment: Environment): void {
  const documents = new TextDocuments(TextDocument);
  const run = safely(connection);
  let start: InitializeParams;
  let editor: EditorConfig = parseEditorConfig(undefined);
  const ready = deferred<Session>();
  const refresh = refresher(connection, documents);

  connection.onInitialize((params): InitializeResult => {
    start = params;
    return { capabilities: capabilities(), serverInfo: { name: 'Migration Lens' } };
  });

  connection.onInitialized(() => {
    void run('Starting', undefined, undefined, async () => {
      connection.sendNotification(STATUS, { busy: true, parser: 'full', roots: [], problems: [] } satisfies Status);
      const [session, settings] = await Promise.all([
        openSession(connection, environment, start, run, () => editor.lint.enable),
        fetchSettings(connection, start),
      ]);
      editor = settings;
      for (const document of documents.all()) session.workspace.edit(document.uri, document.getText());
      ready.resolve(session);
      refresh(session);
      followFolders(connection, session, start, run, refresh);
      setTimeout(() => keepReadings(session.workspace, environment), QUIET);
      await register(connection, start);
    });
  });

  documents.onDidChangeContent(({ document }) => void ready.promise.then((session) => change(session, document)));
  const change = (session: Session, document: TextDocument): void => {
    session.workspace.edit(document.uri, document.getText());
    refresh(session);
  };
  documents.onDidClose(({ document }) => {
    void run('Closing a document', undefined, undefined, async () => {
      const session = await ready.promise;
      await session.workspace.release(document.uri);
      session.diagnostics.clear(document.uri);
      refresh(session);
    });
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    void run('Reading changed files', undefined, undefined, async () => {
      const session = await ready.promise;
      const deleted = changes.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => uri);
      await session.workspace.refresh(
        changes.filter(({ type }) => type !== FileChangeType.Deleted).map(({ uri }) => uri),
        deleted,
      );
      for (const uri of deleted) session.diagnostics.clear(uri);
      refresh(session);
    });
  });

  connection.onDidChangeConfiguration(() => {
    void run('Reading settings', undefined, undefined, async () => {
      editor = await fetchSettings(connection, start);
      refresh(await ready.promise);
    });
  });

  answerRequests(connection, ready.promise, run);
  answerLanguageRequests(connection, ready.promise, run);
  documents.listen(connection);
  connection.listen();
}

/** Milliseconds after the start in which the first answers are given. */
const QUIET = 2000;

/** Once, as what is typed later is not worth keeping. */
function keepReadings(workspace: EditorWorkspace, { readings }: Environment): void {
  for (const { root, project } of workspace.folders()) readings?.keep(root, project);
}

function answerRequests(connection: Connection, ready: Promise<Session>, run: ReturnType<typeof safely>): void {
  connection.onCodeAction((params, token) =>
    run('Code actions', [], token, async () => {
      const session = await ready;
      const { uri } = params.textDocument;
      const found = session.workspace.find(uri);
      return found === undefined
        ? []
        : codeActions(session.diagnostics.findings(uri), params, found.folder, found.path, session.documentation);
    }),
  );
  connection.onRequest<Diagram | NoDiagram | null, void>(DIAGRAM, (params: DiagramParams, token) =>
    run<Diagram | NoDiagram | null>('The diagram', null, token, async () => answerDiagram((await ready).workspace, params)),
  );
  connection.onRequest<DatabaseMd, void>(DATABASE_MD, (params: DatabaseMdParams, token) =>
    run<DatabaseMd>('DATABASE.md', { kind: 'no-migrations' }, token, async () => {
      const { workspace, files } = await ready;
      return answerDatabaseMd(workspace, files, params);
    }),
  );
}

/** Opens and closes workspace folders, where the client reports them. */
function followFolders(
  connection: Connection,
  session: Session,
  start: InitializeParams,
  run: ReturnType<typeof safely>,
  refresh: (session: Session) => void,
): void {
  if (start.capabilities.workspace?.workspaceFolders !== true) return;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    void run('Changing folders', undefined, undefined, async () => {
      for (const { uri } of removed) session.workspace.close(uri);
      for (const { uri, name } of added) await session.workspace.open(uri, name);
      refresh(session);
    });
  });
}

function capabilities(): InitializeResult['capabilities'] {
  return {
    ...languageCapabilities,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

async function openSession(
  connection: Connection,
  environment: Environment,
  start: InitializeParams,
  run: ReturnType<typeof safely>,
  isEnabled: () => boolean,
): Promise<Session> {
  const options = (start.initializationOptions ?? {}) as InitializationOptions;
  const files = options.clientFiles === true ? editorFiles(connection) : (environment.disk ?? noFiles);
  const engines = await Promise.all(environment.engines.map((engine) => engine.load()));
  const { otherDatabases, readings } = environment;
  const workspace = openEditorWorkspace({ engines, otherDatabases, readings }, files);
  const documentation = options.ruleDocumentation ?? DOCUMENTATION;
  // Each folder by itself: one that cannot be read must not stop the others.
  for (const { uri, name } of start.workspaceFolders ?? rootFolder(start))
    await run(`Reading ${uri}`, undefined, undefined, () => workspace.open(uri, name));
  return {
    workspace,
    files,
    documentation,
    parser: engines.every(({ reader }) => reader.completeness === 'full') ? 'full' : 'reduced',
    diagnostics: diagnostics(connection, workspace, { documentation, isEnabled }),
  };
}

/** The one root of a client without workspace folders. */
function rootFolder({ rootUri }: InitializeParams): { readonly uri: string; readonly name: string }[] {
  return rootUri === null ? [] : [{ uri: rootUri, name: rootUri.split('/').at(-1) ?? rootUri }];
}

async function fetchSettings(connection: Connection, start: InitializeParams): Promise<EditorConfig> {
  if (start.capabilities.workspace?.configuration !== true) return parseEditorConfig(undefined);
  return parseEditorConfig(await connection.workspace.getConfiguration('migrationLens'));
}

async function register(connection: Connection, { capabilities: { workspace } }: InitializeParams): Promise<void> {
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: watchedPatterns.map((globPattern) => ({ globPattern })),
    });
  }
  if (workspace?.didChangeConfiguration?.dynamicRegistration === true)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'migrationLens' });
}

/**
 * Sends the results of a change to the client: findings, status, changed models. Changes that arrive together are answered once,
 * after the last of them.
 */
function refresher(connection: Connection, documents: TextDocuments<TextDocument>): (session: Session) => void {
  const models = new Map<string, Schema>();
  let last: Status | undefined;
  let isScheduled = false;
  const now = (session: Session): void => {
    isScheduled = false;
    session.diagnostics.publish(documents.all().map(({ uri, version }) => ({ uri, version })));
    const current = status(session.workspace, session.parser, false);
    if (last === undefined || !isSameStatus(last, current)) connection.sendNotification(STATUS, current);
    last = current;
    const changed = changedModels(session.workspace, models);
    if (changed.length > 0) connection.sendNotification(MODEL_CHANGED, { roots: changed } satisfies ModelChanged);
  };
  return (session) => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => {
      try {
        now(session);
      } catch (error) {
        connection.console.error(`Updating failed: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }, 0);
  };
}

function changedModels(workspace: EditorWorkspace, models: Map<string, Schema>): string[] {
  return workspace.folders().flatMap((folder) =>
    folder.project.roots().flatMap((root) => {
      const uri = folder.uri(root.folder);
      if (models.get(uri) === root.history.final) return [];
      models.set(uri, root.history.final);
      return [uri];
    }),
  );
}

function deferred<T>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
