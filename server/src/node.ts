import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { diskFiles } from './disk/files';
import { engines } from './engines';
import { startServer } from './lsp/server';

startServer(createConnection(ProposedFeatures.all), { engines, disk: diskFiles });
