/** Statements by what they are about, run one after the other; `!` stands before one that must be refused. */
export type Cases = Readonly<Record<string, readonly string[]>>;
