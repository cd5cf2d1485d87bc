/** A string constant. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
