import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentUri,
  type InitializeParams,
  type InitializeResult,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { engines, otherDatabases } from '../../server/src/engines';
import type { Environment } from '../../server/src/lsp/environment';
import { startServer } from '../../server/src/lsp/server';
import {
  LIST_FILES,
  type ListFilesParams,
  MODEL_CHANGED,
  type ModelChanged,
  READ_FILES,
  STATUS,
  type Status,
} from '../../server/src/protocol';
import { lineIndex } from '../../server/src/text/lineIndex';
import { type Disk, diskOf, type Folders, uriOf } from './files';

export interface EditorOptions {
  /** Answers LIST_FILES and READ_FILES itself. Without it the server reads the disk. */
  readonly clientFiles?: boolean;
  readonly environment?: Partial<Environment>;
  readonly initialize?: Partial<InitializeParams>;
  /** Actions of the user before the server has read anything. */
  readonly meanwhile?: (connection: ProtocolConnection) => Promise<void>;
}

/** The protocol allows Markdown in messages. Ours are plain text. */
type PlainDiagnostic = Diagnostic & { readonly message: string };

/** An editor without a window. It talks to a server as VS Code does, and records the server's messages. */
export interface Editor {
  readonly connection: ProtocolConnection;
  readonly disk: Disk;
  readonly initialized: InitializeResult;
  readonly statuses: Status[];
  readonly modelChanges: ModelChanged[];
  /** Errors in the server's log. A test expects none. */
  readonly errors: string[];
  /** Glob patterns that the server has registered to watch. */
  readonly watched: string[];
  readonly settings: { migrationLens: unknown };
  /** Opens a file with its text on the disk, or with another text. */
  open(path: string, text?: string, folder?: string): Promise<void>;
  /** Replaces the first occurrence of `old`, as typing would. */
  type(path: string, old: string, by: string): Promise<void>;
  close(path: string): Promise<void>;
  /** Changes files on the disk and notifies the server. Undefined deletes a file. */
  save(files: Readonly<Record<string, string | undefined>>, folder?: string): Promise<void>;
  text(path: string, folder?: string): string;
  diagnostics(path: string, folder?: string): readonly PlainDiagnostic[];
  /** Version of the document that the latest findings refer to. */
  version(path: string): number | undefined;
  /** Number of times that the findings of a document were sent. */
  timesSent(path: string): number;
  codeActions(path: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]>;
  /** Waits until the server has done all work that the last message caused. */
  settled(): Promise<void>;
  dispose(): void;
}

/** Starts a server on two streams in memory, and connects an editor that has these folders open. */
export async function startEditor(folders: Folders, options: EditorOptions = {}): Promise<Editor> {
  const disk = diskOf(folders);
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const reader: MessageReader = new StreamMessageReader(toServer);
  const writer: MessageWriter = new StreamMessageWriter(toClient);
  const server = createConnection(reader, writer);
  startServer(server, { engines, otherDatabases, ...(options.clientFiles === true ? {} : { disk }), ...options.environment });
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const editor = await introduce(connection, disk, folders, options);
  return {
    ...editor,
    dispose() {
      connection.dispose();
      server.dispose();
      toServer.destroy();
      toClient.destroy();
    },
  };
}

/** Connects an editor to a server that is already running. */
export async function introduce(
  connection: ProtocolConnection,
  disk: Disk,
  folders: Folders,
  options: EditorOptions = {},
): Promise<Omit<Editor, 'dispose'>> {
  const heard = listen(connection, disk);
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {
      workspace: {
        configuration: true,
        workspaceFolders: true,
        didChangeWatchedFiles: { dynamicRegistration: true },
        didChangeConfiguration: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
      },
    },
    workspaceFolders: Object.keys(folders).map((name) => ({ name, uri: `memory:/${name}` })),
    initializationOptions: { clientFiles: options.clientFiles === true },
    ...options.initialize,
  } satisfies InitializeParams);
  await connection.sendNotification('initialized', {});
  await options.meanwhile?.(connection);
  const editor = { connection, disk, initialized, ...heard, ...documents(connection, disk, heard) };
  await editor.settled();
  return editor;
}

interface Heard {
  readonly statuses: Status[];
  readonly modelChanges: ModelChanged[];
  readonly errors: string[];
  readonly watched: string[];
  readonly settings: { migrationLens: unknown };
  readonly published: Map<DocumentUri, readonly PlainDiagnostic[]>;
  readonly versions: Map<DocumentUri, number | undefined>;
  readonly sent: DocumentUri[];
}

function listen(connection: ProtocolConnection, disk: Disk): Heard {
  const heard: Heard = {
    statuses: [],
    modelChanges: [],
    errors: [],
    watched: [],
    settings: { migrationLens: {} },
    published: new Map(),
    versions: new Map(),
    sent: [],
  };
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }: Published) => {
    heard.published.set(uri, diagnostics);
    heard.versions.set(uri, version);
    heard.sent.push(uri);
  });
  connection.onNotification(STATUS, (status: Status) => void heard.statuses.push(status));
  connection.onNotification(MODEL_CHANGED, (change: ModelChanged) => void heard.modelChanges.push(change));
  connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
    if (type === 1) heard.errors.push(message);
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => heard.settings.migrationLens));
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { registerOptions?: Watchers }[] }) => {
    for (const { registerOptions } of registrations)
      heard.watched.push(...(registerOptions?.watchers ?? []).map(({ globPattern }) => globPattern));
    return null;
  });
  connection.onRequest(LIST_FILES, ({ folder, include, exclude }: ListFilesParams) => disk.list(folder, include, exclude));
  connection.onRequest(READ_FILES, ({ uris }: { uris: string[] }) => disk.read(uris));
  return heard;
}

interface Published {
  readonly uri: DocumentUri;
  readonly version?: number;
  readonly diagnostics: readonly PlainDiagnostic[];
}

interface Watchers {
  readonly watchers?: readonly { readonly globPattern: string }[];
}

function documents(connection: ProtocolConnection, disk: Disk, heard: Heard) {
  const open = new Map<DocumentUri, { version: number; text: string }>();
  const text = (path: string, folder?: string): string => open.get(uriOf(path, folder))?.text ?? disk.files.get(uriOf(path, folder))!;
  const settled = async (): Promise<void> => {
    for (let quiet = 0, heardBefore = -1; quiet < 2; ) {
      // The server answers a request after all messages before it. The pause lets the timer run that batches changes.
      await connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri: 'memory:/elsewhere.sql' },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [] },
      });
      await delay(3);
      const heardNow = heard.sent.length + heard.statuses.length + heard.modelChanges.length;
      quiet = heardNow === heardBefore ? quiet + 1 : 0;
      heardBefore = heardNow;
    }
  };
  return {
    text,
    settled,
    async open(path: string, shown?: string, folder?: string) {
      const uri = uriOf(path, folder);
      open.set(uri, { version: 1, text: shown ?? disk.files.get(uri)! });
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'sql', ...open.get(uri)! } });
      await settled();
    },
    async type(path: string, old: string, by: string) {
      const document = open.get(uriOf(path))!;
      const start = document.text.indexOf(old);
      if (start === -1) throw new Error(`${path} does not hold ${old}`);
      const lines = lineIndex(document.text);
      const range = { start: lines.positionAt(start), end: lines.positionAt(start + old.length) };
      document.text = document.text.slice(0, start) + by + document.text.slice(start + old.length);
      document.version++;
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uriOf(path), version: document.version },
        contentChanges: [{ range, text: by }],
      });
      await settled();
    },
    async close(path: string) {
      open.delete(uriOf(path));
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(path) } });
      await settled();
    },
    async save(files: Readonly<Record<string, string | undefined>>, folder?: string) {
      const changes = Object.entries(files).map(([path, saved]) => {
        const uri = uriOf(path, folder);
        const type = saved === undefined ? 3 : disk.files.has(uri) ? 2 : 1;
        if (saved === undefined) disk.files.delete(uri);
        else disk.files.set(uri, saved);
        return { uri, type };
      });
      await connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await settled();
    },
    diagnostics: (path: string, folder?: string) => heard.published.get(uriOf(path, folder)) ?? [],
    version: (path: string) => heard.versions.get(uriOf(path)),
    timesSent: (path: string) => heard.sent.filter((uri) => uri === uriOf(path)).length,
    codeActions: async (path: string, range: Range, only?: readonly string[]) =>
      connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: uriOf(path) },
        range,
        context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
      }),
  };
}
