import { main } from './cli/main';
import { engines, otherDatabases } from './engines';

// `migration-lens … | head` closes the pipe early. That is not an error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

main(process.argv.slice(2), {
  cwd: process.cwd(),
  colour: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '',
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  engines,
  otherDatabases,
}).then((code) => {
  process.exitCode = code;
});
