/*
 * Refusals of the server that the model has to share: it reports a problem, or stays unchanged. Left out are refusals that the model cannot
 * know of (rows, bodies of functions, operator classes), and those that it accepts on purpose (schemas and types that no migration made).
 */
const REFUSED: readonly RegExp[] = [
  /^cannot drop (?!default value).* because (other objects depend on it|.* requires it)$/,
  /^cannot drop desired object\(s\) because other objects depend on them$/,
  /^cannot drop inherited (column|constraint)/,
  /^cannot drop column .* because it is part of the partition key/,
  /^cannot rename inherited column/,
  /^cannot add column to a partition$/,
  /^cannot alter type of a column used in a (policy|trigger) definition$/,
  /^cannot change ownership of identity sequence$/,
  /^cannot move an owned sequence into another schema$/,
  /^circular inheritance not allowed$/,
  /^column ".*" is in a primary key$/,
  /^column ".*" of relation ".*" is an identity column$/,
  /^column ".*" of relation ".*" must be declared NOT NULL before identity can be added$/,
  /^column ".*" of relation ".*" already (exists|has a default value)$/,
  /^column ".*" of relation ".*" does not exist$/,
  /^constraint ".*" for relation ".*" already exists$/,
  /^constraint ".*" of relation ".*" does not exist$/,
  /^enum label ".*" already exists$/,
  /^index ".*" does not exist$/,
  /^multiple primary keys for table/,
  // Without names that end in _seq: the server names the sequences of two serial columns before it creates either, so they can collide.
  /^relation ".*(?<!_seq)" already exists$/,
  /^relation ".*" does not exist$/,
  /^schema ".*" already exists$/,
  /^sequence must be in same schema as table it is linked to$/,
  /^type ".*" already exists$/,
  /^unique constraint on partitioned table must include all partitioning columns$/,
];

/** True for the message of a refusal that the model has to share. */
export function isForBoth(message: string): boolean {
  return REFUSED.some((known) => known.test(message));
}
