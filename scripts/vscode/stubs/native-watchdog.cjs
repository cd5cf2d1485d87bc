// Stands in for VS Code's native watchdog: ends the extension host once the server that started it has ended.
const parentIsGone = 87;

exports.start = (parent) => {
  const timer = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(parentIsGone);
    }
  }, 5000);
  timer.unref();
};

exports.exit = (code) => process.exit(code || 0);
