import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { diskFiles } from './disk/files';
import { engines, otherDatabases } from './engines';
import { startServer } from './lsp/server';

startServer(createConnection(ProposedFeatures.all), { engines, otherDatabases, disk: diskFiles });
