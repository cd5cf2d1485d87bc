import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { LIST_FILES, READ_FILES } from '../../server/src/protocol';
import { bundle } from '../support/bundle';

/*
 * Runs the bundle for browsers in a global scope that has the API of a web worker and nothing of Node.
 */

const uri = 'memfs:/shop/migrations/000001_a.up.sql';
const text =
  'CREATE TABLE parents (id bigint PRIMARY KEY);\nCREATE TABLE children (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents);\n';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri: string; readonly diagnostics: readonly { readonly code: string }[] };
}

/** A client whose editor holds one file in memory. */
function client(receive: (message: Message) => void) {
  let toServer: (event: { data: unknown }) => void = () => {};
  const answers: Readonly<Record<string, unknown>> = { [LIST_FILES]: [uri], [READ_FILES]: [text] };
  const send = (message: object): void => toServer({ data: { jsonrpc: '2.0', ...message } });
  const scope = {
    set onmessage(handler: typeof toServer) {
      toServer = handler;
    },
    addEventListener() {},
    postMessage(message: Message) {
      if (message.method !== undefined && message.id !== undefined) send({ id: message.id, result: answers[message.method] ?? null });
      receive(message);
    },
  };
  return { scope, send };
}

describe('the server for browsers', () => {
  it('finds what the server in Node finds, through the editor alone', async () => {
    const codes = await new Promise<readonly string[]>((resolve) => {
      const { scope, send } = client((message) => {
        if (message.id === 1) {
          send({ method: 'initialized', params: {} });
          send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'sql', version: 1, text } } });
        }
        const { method, params } = message;
        if (method === 'textDocument/publishDiagnostics' && params?.uri === uri) resolve(params.diagnostics.map(({ code }) => code));
      });
      const worker = {
        self: scope,
        WebAssembly,
        TextDecoder,
        TextEncoder,
        URL,
        atob,
        performance,
        setTimeout,
        clearTimeout,
        queueMicrotask,
        console,
      };
      vm.runInNewContext(readFileSync(bundle('server.web.js'), 'utf8'), worker);
      const workspaceFolders = [{ uri: 'memfs:/shop', name: 'shop' }];
      send({
        id: 1,
        method: 'initialize',
        params: { processId: null, rootUri: null, capabilities: {}, workspaceFolders, initializationOptions: { clientFiles: true } },
      });
    });
    assert.ok(codes.includes('fk-missing-index'), codes.join());
    assert.ok(codes.includes('missing-down-migration'), codes.join());
  });
});
