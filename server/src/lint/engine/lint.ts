import type { History } from '../../migrations/replay/step';
import type { Migration } from '../../migrations/unit';
import { compare } from '../../schema/queries';
import { migrationsAfter } from '../facts/since';
import rules from '../rules/index';
import { applySuppressions } from '../suppress/suppressions';
import { type ActiveRule, type Checker, checker } from './check';
import type { LintInput } from './input';
import { statementMemo } from './memo';
import type { Finding, Rule } from './rule';
import { type LintSettings, severityOf } from './settings';

/**
 * The findings of a root, sorted by file, then place. With `files`, only the migrations that touch one of them are checked: the
 * answer then holds every finding of every file of those migrations, and none of other files. With a memory, findings about a
 * statement are reused while everything that their rule looked at is unchanged.
 */
export function lint(input: LintInput, files?: ReadonlySet<string>, memory?: LintMemory): readonly Finding[] {
  const { history, settings } = input;
  const active = rules.filter((rule) => isActive(rule, input));
  const reported = reportedMigrations(history, settings.since);
  const replayed = history.migrations.filter(
    ({ migration }) => reported?.has(migration) !== false && (files === undefined || hasFile(migration, (file) => files.has(file))),
  );
  const covered = new Set(replayed.flatMap(({ migration }) => filesOfMigration(migration)));
  const wanted = (file: string): boolean =>
    (files === undefined || files.has(file) || covered.has(file)) && !isHidden(file, history, reported);
  const check = checkerFor(active, input.settings, memory);
  const { findings, quiet } = check.migrations(input, replayed);
  findings.push(...check.root(input).findings.filter(({ file }) => wanted(file)));
  const spoken = [...new Set([...covered, ...findings.map(({ file }) => file)])];
  const text = (file: string): string => input.text(file);
  const scope = { files: spoken, replayed, active, settings, text, dialect: input.engine };
  return [...applySuppressions(findings, quiet, scope)].sort(byPlace);
}

/** The state that lint keeps of a root between two edits. Created empty by the caller; only `lint` reads and writes it. */
export interface LintMemory {
  checker?: Checker;
  rules?: LintSettings['rules'];
}

/** With a memory, the checker of the lint before, unless the settings of the rules have changed. */
function checkerFor(active: readonly Rule[], settings: LintSettings, memory: LintMemory | undefined): Checker {
  if (memory === undefined) return checker(active, settings);
  if (memory.checker === undefined || memory.rules !== settings.rules) {
    memory.rules = settings.rules;
    memory.checker = checker(active, settings, statementMemo<ActiveRule>());
  }
  return memory.checker;
}

/** Paths of the files that a migration consists of, each once. */
function filesOfMigration(migration: Migration): readonly string[] {
  return [...new Set([...migration.up, ...migration.down].map((part) => part.file))];
}

function hasFile({ up, down }: Migration, is: (file: string) => boolean): boolean {
  return up.some((part) => is(part.file)) || down.some((part) => is(part.file));
}

function isActive(rule: Rule, input: LintInput): boolean {
  return severityOf(rule, input.settings) !== 'off' && (rule.engines === 'all' || rule.engines.includes(input.engine.id));
}

/** The migrations after `since`; undefined: all of them. */
function reportedMigrations({ migrations }: History, since: string | undefined): ReadonlySet<Migration> | undefined {
  if (since === undefined) return undefined;
  return migrationsAfter(
    migrations.map(({ migration }) => migration),
    since,
  );
}

/** True for a file that belongs only to migrations up to `since`. */
function isHidden(file: string, { migrations }: History, reported: ReadonlySet<Migration> | undefined): boolean {
  if (reported === undefined) return false;
  const owners = migrations.filter(({ migration }) => hasFile(migration, (other) => other === file));
  return owners.length > 0 && !owners.some(({ migration }) => reported.has(migration));
}

function byPlace(a: Finding, b: Finding): number {
  return compare(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end || compare(a.rule, b.rule);
}
