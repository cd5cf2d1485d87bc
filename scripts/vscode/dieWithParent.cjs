// Loaded into the VS Code server before its own code. Our end of its standard input closes when we end, however we end: then so does it,
// and no server is left behind by a test run that was killed. The server's own children also load this file, but have another input.
if (/server-main\.js$/.test(process.argv[1] ?? '')) {
  process.stdin.on('end', () => process.exit(0));
  process.stdin.on('error', () => process.exit(0));
  process.stdin.resume();
}
