import { createTwoFilesPatch } from 'diff';

/**
 * The difference between a document as it is and as it should be, as a unified diff; '' when there is none. Byte order marks and line
 * ends count: the comparison is the one that a second run would make.
 *
 * @param existing undefined when there is no such file
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
