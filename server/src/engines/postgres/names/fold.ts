/** Unquoted identifiers are folded to lower case, in ASCII alone: what PostgreSQL does in multi-byte encodings (manual, 4.1.1). */
export function foldIdentifier(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
