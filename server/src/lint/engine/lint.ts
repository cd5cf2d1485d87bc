import type { History } from '../../migrations/replay/step';
import type { Migration } from '../../migrations/unit';
import { migrationsAfter } from '../facts/since';
import rules from '../rules/index';
import { applySuppressions } from '../suppress/suppressions';
import { type Checker, checker } from './check';
import type { LintInput } from './input';
import { keptFindings } from './kept';
import type { Finding, Rule } from './rule';
import { type LintSettings, severityOf } from './settings';

/**
 * The findings of a root, sorted by file, then place; none when all is well. With `files`, only the migrations that
 * touch one of them are looked at: the answer then holds every finding of every file of those migrations, and
 * nothing about other files. With a memory, what was said about a statement is taken over for as long as it is right.
 */
export function lint(input: LintInput, files?: ReadonlySet<string>, memory?: LintMemory): readonly Finding[] {
  const { history, settings } = input;
  const active = rules.filter((rule) => isActive(rule, input));
  const reported = reportedMigrations(history, settings.since);
  const replayed = history.migrations.filter(
    ({ migration }) => reported?.has(migration) !== false && (files === undefined || hasFile(migration, (file) => files.has(file))),
  );
  const covered = new Set(replayed.flatMap(({ migration }) => filesOf(migration)));
  const wanted = (file: string): boolean =>
    (files === undefined || files.has(file) || covered.has(file)) && !isHidden(file, history, reported);
  const check = checkerFor(active, input.settings, memory);
  const { findings, quiet } = check.migrations(input, replayed);
  findings.push(...check.root(input).findings.filter(({ file }) => wanted(file)));
  const spoken = [...new Set([...covered, ...findings.map(({ file }) => file)])];
  const text = (file: string): string => input.text(file);
  const scope = { files: spoken, replayed, active, settings, text, reader: input.dialect.reader };
  return [...applySuppressions(findings, quiet, scope)].sort(byPlace);
}

/** What lint keeps of a root between two edits. Empty at first; nobody else looks into it. */
export interface LintMemory {
  checker?: Checker;
  rules?: LintSettings['rules'];
}

/** With a memory, the same one for as long as the rules and their settings are the same. */
function checkerFor(active: readonly Rule[], settings: LintSettings, memory: LintMemory | undefined): Checker {
  if (memory === undefined) return checker(active, settings);
  if (memory.checker === undefined || memory.rules !== settings.rules) {
    memory.rules = settings.rules;
    memory.checker = checker(active, settings, keptFindings());
  }
  return memory.checker;
}

/** Paths of the files that a migration consists of, each once. */
function filesOf(migration: Migration): readonly string[] {
  return [...new Set([...migration.up, ...migration.down].map((part) => part.file))];
}

function hasFile({ up, down }: Migration, is: (file: string) => boolean): boolean {
  return up.some((part) => is(part.file)) || down.some((part) => is(part.file));
}

function isActive(rule: Rule, input: LintInput): boolean {
  return severityOf(rule, input.settings) !== 'off' && (rule.dialects === 'all' || rule.dialects.includes(input.dialect.id));
}

/** Undefined: all of them. */
function reportedMigrations({ migrations }: History, since: string | undefined): ReadonlySet<Migration> | undefined {
  if (since === undefined) return undefined;
  return migrationsAfter(
    migrations.map(({ migration }) => migration),
    since,
  );
}

/** True of a file that belongs to migrations before `since` alone. */
function isHidden(file: string, { migrations }: History, reported: ReadonlySet<Migration> | undefined): boolean {
  if (reported === undefined) return false;
  const owners = migrations.filter(({ migration }) => hasFile(migration, (other) => other === file));
  return owners.length > 0 && !owners.some(({ migration }) => reported.has(migration));
}

function byPlace(a: Finding, b: Finding): number {
  return compare(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
