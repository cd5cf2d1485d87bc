import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { engines, otherDatabases } from './engines';
import { startServer } from './lsp/server';

const worker = self as unknown as DedicatedWorkerGlobalScope;

startServer(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), { engines, otherDatabases });
