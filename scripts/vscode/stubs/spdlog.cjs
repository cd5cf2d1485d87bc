// Stands in for VS Code's native logger, which would have to be compiled: it exports the same names and appends lines to the log file.
const { appendFileSync } = require('node:fs');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const info = levels.indexOf('info');

function createLogger(file) {
  let threshold = info;
  const logger = {
    getLevel: () => threshold,
    setLevel: (level) => {
      threshold = level;
    },
    setPattern: () => {},
    clearFormatters: () => {},
    flush: () => {},
    drop: () => {},
  };
  levels.forEach((name, level) => {
    logger[name] = (message) => {
      if (level < threshold) return;
      try {
        appendFileSync(file, `${new Date().toISOString()} [${name}] ${message}\n`);
      } catch {
        // A failure to write the log must not end the editor. While the server is being stopped, the folder no longer exists.
      }
    };
  });
  return logger;
}

// Assigned one by one: VS Code imports these names from an ES module, and Node.js finds them by reading this text.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = async (_name, file) => createLogger(file);
exports.createAsyncRotatingLogger = async (_name, file) => createLogger(file);
exports.createAsyncLogger = async (_name, file) => createLogger(file);
