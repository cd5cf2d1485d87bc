import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type ProtocolConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { printQuantiles } from './figures';

/** Parts of a file to type in, with the share of its lines above. */
const PLACES = { start: 0, middle: 0.5, end: 1 } as const;
type Place = keyof typeof PLACES;

interface Contest {
  /** Folder of the built bundles. */
  readonly bundles: string;
  readonly folder: string;
  /** The file that is typed in, relative to the folder. */
  readonly file: string;
  readonly place: Place;
  /** Path of squawk's executable; undefined when only our server is measured. */
  readonly squawk: string | undefined;
}

const KEYSTROKES = 200;
/** Keystrokes before the measurement, while the server's JavaScript is not compiled yet. */
const WARM_UP = 20;

/** Types a letter into a file and takes it back, again and again. Measures from change to findings, over stdio. */
export async function keystrokes({ bundles, folder, file, place, squawk }: Contest): Promise<void> {
  const own = [process.execPath, path.join(bundles, 'server.js'), '--stdio'];
  const server = await started('migration-lens', own, { folder, file, place });
  const peer = squawk === undefined ? undefined : await started('squawk', [squawk, 'server'], { folder, file, place });
  const servers = peer === undefined ? [server] : [server, peer];
  try {
    const times = servers.map((): number[] => []);
    for (let i = 0; i < KEYSTROKES + WARM_UP; i++)
      for (const [s, each] of servers.entries()) {
        const time = await each.type(i % 2 === 0);
        if (i >= WARM_UP) times[s]!.push(time);
      }
    const lines = readFileSync(path.join(folder, file), 'utf8').split('\n').length;
    printQuantiles(
      `Keystroke at the ${place} of ${file} (${lines} lines), ${KEYSTROKES} of them`,
      servers.map(({ name }, i) => ({ name, values: times[i]! })),
      servers.map(({ memory }) => `${memory()} MB`),
    );
  } catch (error) {
    if (peer === undefined || !(error instanceof ResponseError)) throw error;
    // Peers fail on some files. Ours is measured alone then.
    console.log(`\nsquawk fails on ${file}: ${error.message.split('\n', 2).join(' ')}`);
    await keystrokes({ bundles, folder, file, place, squawk: undefined });
  } finally {
    for (const each of servers) each.stop();
  }
}

interface Server {
  readonly name: string;
  /** Types the letter, or takes it back. Resolves to the milliseconds until the findings arrived. */
  type(isTyped: boolean): Promise<number>;
  /** Resident memory in megabytes; `?` where the system does not report it. */
  memory(): string;
  stop(): void;
}

async function started(
  name: string,
  [command, ...args]: readonly string[],
  { folder, file, place }: Pick<Contest, 'folder' | 'file' | 'place'>,
): Promise<Server> {
  const child = spawn(command!, args, { stdio: ['pipe', 'pipe', 'ignore'], cwd: folder });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const uri = pathToFileURL(path.join(folder, file)).href;
  let received: (() => void) | undefined;
  connection.onNotification('textDocument/publishDiagnostics', (params: { readonly uri: string }) => {
    if (params.uri === uri) received?.();
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  const pulls = await introduce(connection, folder);
  const text = readFileSync(path.join(folder, file), 'utf8');
  const answered = async (send: () => Promise<void>): Promise<void> => {
    const pushed = pulls ? undefined : new Promise<void>((resolve) => (received = resolve));
    await send();
    await (pushed ?? connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }));
  };
  await answered(() => connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'sql', version: 0, text } }));
  const line = lineToTypeIn(text, file, place);
  let version = 0;
  return {
    name,
    async type(isTyped) {
      const range = { start: { line, character: 0 }, end: { line, character: isTyped ? 0 : 1 } };
      const start = performance.now();
      await answered(() =>
        connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version: ++version },
          contentChanges: [{ range, text: isTyped ? 'x' : '' }],
        }),
      );
      return performance.now() - start;
    },
    memory: () => residentMegabytes(child),
    stop() {
      connection.dispose();
      child.kill();
    },
  };
}

/**
 * The line nearest to a place that begins with CREATE. A letter before it makes a new finding. That matters because a server does not
 * send unchanged findings again.
 */
function lineToTypeIn(text: string, file: string, place: Place): number {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, i) => (/^create\s/i.test(line) ? [i] : []));
  const wanted = PLACES[place] * lines.length;
  const [nearest] = starts.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  if (nearest === undefined) throw new Error(`No line of ${file} begins with CREATE: there is nothing to type in.`);
  return nearest;
}

/** Resolves to true when the server sends findings only on request. */
async function introduce(connection: ProtocolConnection, folder: string): Promise<boolean> {
  const uri = pathToFileURL(folder).href;
  const { capabilities } = await connection.sendRequest<{ capabilities: { diagnosticProvider?: unknown } }>('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'bench' }],
    capabilities: { textDocument: { publishDiagnostics: {}, diagnostic: {} }, workspace: { workspaceFolders: true } },
  });
  await connection.sendNotification('initialized', {});
  return capabilities.diagnosticProvider !== undefined;
}

function residentMegabytes({ pid }: ChildProcess): string {
  try {
    return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024).toFixed(0);
  } catch {
    return '?';
  }
}
