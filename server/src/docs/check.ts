import { createTwoFilesPatch } from 'diff';

/**
 * Unified diff from the existing document to the expected one, '' when they are equal. Byte order marks and line ends count, because
 * writing the document would change them.
 *
 * @param existing undefined when the file does not exist
 */
export function documentDiff(file: string, existing: string | undefined, expected: string): string {
  if (existing === expected) return '';
  return createTwoFilesPatch(
    existing === undefined ? '/dev/null' : `a/${file}`,
    `b/${file}`,
    existing ?? '',
    expected,
    undefined,
    undefined,
    {
      context: 3,
    },
  );
}
