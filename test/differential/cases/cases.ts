/** Statements by title, run one after the other. `!` marks a statement that must be refused. */
export type Cases = Readonly<Record<string, readonly string[]>>;
