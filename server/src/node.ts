import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { loadDialect } from './loadDialect';
import { startServer } from './lsp/server';

startServer(createConnection(ProposedFeatures.all), { loadDialect });
