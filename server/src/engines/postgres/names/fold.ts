/** Folds an unquoted identifier to lower case. Only ASCII letters are folded, as in all multi-byte encodings (manual, 4.1.1). */
export function foldIdentifier(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
