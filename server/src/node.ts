import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { cacheFolder } from './disk/cacheFolder';
import { buildOf } from './disk/codeCache';
import { diskFiles } from './disk/files';
import { readingsIn } from './disk/keptReadings';
import { CACHE_LIMIT, storeIn } from './disk/store';
import { engines, otherDatabases } from './engines';
import { startServer } from './lsp/server';

const folder = cacheFolder(process.env, process.platform);
const cache = folder === undefined ? undefined : { store: storeIn(folder, CACHE_LIMIT), build: `${version} ${buildOf(__filename)}` };

startServer(createConnection(ProposedFeatures.all), {
  engines,
  otherDatabases,
  disk: diskFiles,
  ...(cache === undefined ? {} : { readings: readingsIn(cache) }),
});
