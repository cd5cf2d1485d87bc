/**
 * Categories of rules, with their titles in docs/rules/README.md. A rule in a new category adds its line here. Two of them mean
 * more than a heading: the rules of `correctness` and of `transactions` are the correctness rules.
 */
export const categories = {
  /** The server or the tool refuses it, or reads it in another way than it seems. */
  correctness: 'Correctness',
  hygiene: 'Hygiene',
  indexing: 'Indexing',
  reversibility: 'Reversibility',
  timestamps: 'Timestamps',
  /** The server refuses it because of the transaction that it runs in. */
  transactions: 'Transactions',
} as const;

export type RuleCategory = keyof typeof categories;
