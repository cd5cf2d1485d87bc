/** True of CREATE INDEX CONCURRENTLY, VACUUM and the like (PreventInTransactionBlock in PostgreSQL's xact.c and its callers). */
export function refusesInTransaction(script: string): boolean {
  return REFUSED.test(script);
}

const REFUSED =
  /^\s*(?:(?:create|drop)\s+(?:unique\s+)?index\s+concurrently|reindex\s+(?:schema|database|system)|vacuum|discard\s+all|alter\s+system|(?:create|drop)\s+(?:database|tablespace|subscription))\b/im;
