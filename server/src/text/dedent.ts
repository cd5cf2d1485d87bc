/**
 * The text of a template literal that is indented like the code around it. The lines of the two backticks are left out, and so is
 * the indentation that all other lines share; each line ends in a line feed. Escapes are read: `\${` writes a `${`.
 *
 *     dedent`
 *       CREATE TABLE users (
 *         id bigint
 *       );
 *     `
 */
export function dedent([template]: TemplateStringsArray): string {
  const lines = template!.split('\n').slice(1, -1);
  const indentations = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indentations);
  return lines.map((line) => `${line.slice(shared)}\n`).join('');
}
