/**
 * The SQL of an example with a comment of carets below each line with a mark, so that it can be copied and run. A mark in the first two
 * columns moves there, behind the dashes.
 */
export function carets(sql: string): string {
  return sql
    .split('\n')
    .flatMap((line) => {
      const start = line.indexOf('«');
      if (start === -1) return [line.replace('»', '')];
      const end = line.indexOf('»', start);
      const width = Math.max(1, (end === -1 ? line.length : end) - start - 1);
      const shown = line.replace(/[«»]/g, '');
      return [shown, start < 3 ? `-- ${'^'.repeat(Math.max(1, width + start - 3))}` : `-- ${' '.repeat(start - 3)}${'^'.repeat(width)}`];
    })
    .join('\n');
}
