// Loaded into the VS Code server, and by it into the processes that it starts, before their own code: each ends soon after the process that
// started it. So a test run that was killed leaves nothing behind; by itself an extension host waits three hours for its server.
const { isMainThread } = require('node:worker_threads');

const parent = process.ppid;

function parentIsGone() {
  // Elsewhere an orphan gets another parent; on Windows it keeps the number of the dead one.
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
