import { version } from '../../package.json';
import { main } from './cli/main';
import type { Work } from './cli/work';
import { cacheFolder } from './disk/cacheFolder';
import { buildOf, type LoadedModule, loadModule } from './disk/codeCache';
import { CACHE_LIMIT, storeIn } from './disk/store';

// `migration-lens … | head` closes the pipe early. That is not an error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

const bundle = `${__dirname}/commands.js`;
const args = process.argv.slice(2);
const folder = args.includes('--no-cache') ? undefined : cacheFolder(process.env, process.platform);
const cache = folder === undefined ? undefined : { store: storeIn(folder, CACHE_LIMIT), build: `${version} ${buildOf(bundle)}` };
let commands: LoadedModule<{ readonly work: Work }> | undefined;

main(
  args,
  {
    cwd: process.cwd(),
    colour: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '',
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  },
  {
    cache,
    async loadWork() {
      commands = loadModule(bundle, { store: cache?.store, purpose: `${args[0]} ${process.version} ${process.arch}` });
      return commands.exports.work;
    },
  },
).then((code) => {
  process.exitCode = code;
  commands?.keep();
});
