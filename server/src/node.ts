import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { loadDialect } from './engines';
import { startServer } from './lsp/server';
import { nodeFiles } from './nodeFiles';

startServer(createConnection(ProposedFeatures.all), { loadDialect, disk: nodeFiles });
