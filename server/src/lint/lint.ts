import type { History } from '../migrations/step';
import type { Migration } from '../migrations/unit';
import { checkMigration, checkRoot } from './check';
import type { LintInput } from './input';
import type { Finding, Rule } from './rule';
import rules from './rules/index';
import { severityOf } from './settings';
import { migrationsAfter } from './since';
import { applySuppressions } from './suppressions';

/**
 * The findings of a root, sorted by file, then place; none when all is well. With `files`, only the migrations that
 * touch one of them are looked at: the answer then holds every finding of every file of those migrations, and
 * nothing about other files.
 */
export function lint(input: LintInput, files?: ReadonlySet<string>): readonly Finding[] {
  const active = rules.filter((rule) => isActive(rule, input));
  const reported = migrationsAfter(
    input.history.migrations.map(({ migration }) => migration),
    input.settings.since,
  );
  const replayed = input.history.migrations.filter(
    ({ migration }) => reported.has(migration) && (files === undefined || filesOf(migration).some((file) => files.has(file))),
  );
  const covered = new Set(replayed.flatMap(({ migration }) => filesOf(migration)));
  const hidden = hiddenFiles(input.history, reported);
  const wanted = (file: string): boolean => !hidden.has(file) && (files === undefined || files.has(file) || covered.has(file));
  const findings = active.flatMap((rule) => [
    ...checkRoot(rule, input).filter(({ file }) => wanted(file)),
    ...replayed.flatMap((migration) => checkMigration(rule, migration, input)),
  ]);
  const spoken = [...new Set([...covered, ...findings.map(({ file }) => file)])];
  const text = (file: string): string => input.text(file);
  return [...applySuppressions(findings, { files: spoken, replayed, active, settings: input.settings, text })].sort(byPlace);
}

/** Paths of the files that a migration consists of, each once. */
function filesOf(migration: Migration): readonly string[] {
  return [...new Set([...migration.up, ...migration.down].map((part) => part.file))];
}

function isActive(rule: Rule, input: LintInput): boolean {
  return severityOf(rule, input.settings) !== 'off' && (rule.dialects === 'all' || rule.dialects.includes(input.dialect.id));
}

/** Files that belong to migrations before `since` alone. */
function hiddenFiles(history: History, reported: ReadonlySet<Migration>): ReadonlySet<string> {
  const hidden = new Set(history.migrations.flatMap(({ migration }) => (reported.has(migration) ? [] : filesOf(migration))));
  for (const migration of reported) for (const file of filesOf(migration)) hidden.delete(file);
  return hidden;
}

function byPlace(a: Finding, b: Finding): number {
  return compare(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
