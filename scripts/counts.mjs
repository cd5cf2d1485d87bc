// Test runners report their counts to test/run.mjs in a small JSON file. An environment variable holds the name of the file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const variable = 'MIGRATION_LENS_TEST_COUNTS';

/** The environment that makes a child process write its counts to `file`. */
export function askForCounts(file) {
  return { [variable]: file };
}

/**
 * Writes the counts of this process to the file that the environment names, if it names one.
 *
 * @param {{ passed: number, failures: string[] }} counts `failures`: the full titles of the tests that failed
 */
export function reportCounts(counts) {
  const file = process.env[variable];
  if (file) writeFileSync(file, JSON.stringify(counts));
}

/** @returns {{ passed: number, failures: string[] } | undefined} undefined when the process ended before it had counted */
export function readCounts(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
