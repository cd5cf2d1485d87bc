import { type CancellationToken, type Disposable, type Event, EventEmitter, type Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  DATABASE_MD,
  type DatabaseMd,
  type DatabaseMdParams,
  DIAGRAM,
  type Diagram,
  type DiagramParams,
  LIST_FILES,
  type ListFilesParams,
  type ListFilesResult,
  MODEL_CHANGED,
  type ModelChanged,
  type NoDiagram,
  type OtherRoot,
  READ_FILES,
  type ReadFilesParams,
  type ReadFilesResult,
  type RootStatus,
  STATUS,
  type Status,
} from '../../server/src/protocol';

/** The language server's own messages (protocol.ts) as typed functions and events. */
export interface Server extends Disposable {
  readonly status: Status;
  readonly onStatus: Event<Status>;
  readonly onModelChanged: Event<ModelChanged>;
  /** Undefined when the workspace has no migrations. */
  diagram(params: DiagramParams, token?: CancellationToken): Promise<Diagram | NoDiagram | undefined>;
  databaseMd(params: DatabaseMdParams): Promise<DatabaseMd>;
  answer(list: (params: ListFilesParams) => Promise<ListFilesResult>, read: (params: ReadFilesParams) => Promise<ReadFilesResult>): void;
  showOutput(): void;
}

export function connect(client: BaseLanguageClient): Server {
  let status: Status = { busy: true, parser: 'full', roots: [], problems: [] };
  const statusChanged = new EventEmitter<Status>();
  const modelChanged = new EventEmitter<ModelChanged>();
  client.onNotification(STATUS, (next: Status) => {
    status = next;
    statusChanged.fire(next);
  });
  client.onNotification(MODEL_CHANGED, (change: ModelChanged) => modelChanged.fire(change));
  return {
    get status() {
      return status;
    },
    onStatus: statusChanged.event,
    onModelChanged: modelChanged.event,
    diagram: async (params, token) => (await client.sendRequest<Diagram | NoDiagram | null>(DIAGRAM, params, token)) ?? undefined,
    databaseMd: (params) => client.sendRequest<DatabaseMd>(DATABASE_MD, params),
    answer: (list, read) => {
      client.onRequest(LIST_FILES, list);
      client.onRequest(READ_FILES, read);
    },
    showOutput: () => client.outputChannel.show(true),
    dispose: () => {
      statusChanged.dispose();
      modelChanged.dispose();
    },
  };
}

/** The diagram of an answer; undefined where there is nothing to draw. */
export function drawn(answer: Diagram | NoDiagram | undefined): Diagram | undefined {
  return answer === undefined || 'nothing' in answer ? undefined : answer;
}

/** The folder of migrations that cannot be read in which a file lies. */
export function otherRootOf({ otherRoots }: Status, uri: Uri): OtherRoot | undefined {
  return otherRoots?.folders.find((root) => isWithin(uri.toString(), root.uri));
}

/** The root of a file. A new file in the root's folder counts even before the server knows it. */
export function rootOf({ roots }: Status, uri: Uri): RootStatus | undefined {
  const address = uri.toString();
  return roots.find((root) => root.files.includes(address)) ?? roots.find((root) => isWithin(address, root.uri));
}

/**
 * The URI to ask the server about when the user is in this file: its root, also one that cannot be read, else a root of the same
 * workspace folder. While the server
 * is still reading it is the file itself, since the server will know the root when it answers. Undefined means the first root.
 */
export function addressFor(status: Status, uri: Uri | undefined): string | undefined {
  if (uri === undefined) return undefined;
  const root = rootOf(status, uri);
  if (root !== undefined) return root.uri;
  const unread = otherRootOf(status, uri);
  if (unread !== undefined) return unread.uri;
  if (status.busy && uri.path.endsWith('.sql')) return uri.toString();
  const folder = workspace.getWorkspaceFolder(uri)?.uri.toString();
  return folder === undefined ? undefined : status.roots.find((candidate) => isWithin(candidate.uri, folder))?.uri;
}

function isWithin(address: string, folder: string): boolean {
  return address === folder || address.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
