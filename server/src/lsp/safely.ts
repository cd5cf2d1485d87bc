import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

export type Safely = <T>(
  what: string,
  fallback: T,
  token: CancellationToken | undefined,
  run: () => T | Promise<T>,
) => Promise<T | ResponseError>;

/**
 * Runs the handler of a request. This is the one place where errors are caught: a failed request is logged and answered with its
 * fallback, and the server goes on. A cancelled request is answered as cancelled, whether it was cancelled before or during its work.
 */
export function safely(connection: Pick<Connection, 'console'>): Safely {
  return async (what, fallback, token, run) => {
    const isCancelled = (): boolean => token?.isCancellationRequested === true;
    if (isCancelled()) return cancelled();
    try {
      const result = await run();
      return isCancelled() ? cancelled() : result;
    } catch (error) {
      connection.console.error(`${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return fallback;
    }
  };
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}
