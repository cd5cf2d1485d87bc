import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { engines } from './engines';
import { startServer } from './lsp/server';
import { nodeFiles } from './nodeFiles';

startServer(createConnection(ProposedFeatures.all), { engines, disk: nodeFiles });
