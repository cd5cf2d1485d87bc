// Loaded into the VS Code server, and by it into the processes that it starts, before their own code. Each process ends soon after its
// parent, so a test run that was killed leaves no process behind. Without this, an extension host waits three hours for its server.
const { isMainThread } = require('node:worker_threads');

const parent = process.ppid;

function parentIsGone() {
  // On Linux and macOS, an orphan gets another parent. On Windows it keeps the id of the dead one.
  if (process.ppid !== parent) return true;
  try {
    process.kill(parent, 0);
    return false;
  } catch {
    return true;
  }
}

if (isMainThread) {
  const timer = setInterval(() => {
    if (parentIsGone()) process.exit(0);
  }, 1000);
  timer.unref();
}
