import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

export type Safely = <T>(
  what: string,
  fallback: T,
  token: CancellationToken | undefined,
  run: () => T | Promise<T>,
) => Promise<T | ResponseError>;

/**
 * The one place where errors are caught: a request that fails is logged and answered with its fallback, and the
 * server lives on. A cancelled request is answered as such, before the work and after it.
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
