import assert from 'node:assert/strict';
import type { LintInput } from '../../server/src/lint/engine/input';
import { lint } from '../../server/src/lint/engine/lint';
import type { Finding, Fix } from '../../server/src/lint/engine/rule';
import type { LintSettings, RuleSetting } from '../../server/src/lint/engine/settings';
import rules from '../../server/src/lint/rules/index';
import type { MigrationTool } from '../../server/src/migrations/tool';
import { dbmate } from '../../server/src/migrations/tools/dbmate';
import { flyway } from '../../server/src/migrations/tools/flyway';
import { golangMigrate } from '../../server/src/migrations/tools/golangMigrate';
import { goose } from '../../server/src/migrations/tools/goose';
import { plain } from '../../server/src/migrations/tools/plain';
import { missingValues, placeholdersOf } from '../../server/src/migrations/values';
import type { Engine } from '../../server/src/schema/model/schema';
import { filledIn } from '../../server/src/sql/placeholders/filledIn';
import { applyEdits } from '../../server/src/text/edit';
import type { Span } from '../../server/src/text/span';
import { noFiles, onPostgres } from '../support/databases';
import { replayFiles, testEngine } from '../support/memoryProject';

export type Files = Readonly<Record<string, string>>;

/** Lint input for a folder of migrations. The layout of the files decides on the tool. */
export async function inputOf(files: Files, settings: LintSettings = { rules: {} }, asked?: Engine): Promise<LintInput> {
  const tool = toolOf(files);
  const sources = Object.keys(files).sort();
  const folder = { path: '', files: sources.map((path) => ({ path, text: files[path]! })) };
  const layout = tool.layout(folder, noFiles, onPostgres);
  const engine = asked ?? (await testEngine());
  const placeholders = placeholdersOf(tool, folder, (file) => files[file], onPostgres, {});
  const filled = placeholders && filledIn(engine, (text) => engine.reader.read(text), placeholders);
  const history = await replayFiles(files, layout.migrations, undefined, filled, engine);
  return {
    history,
    tool,
    engine,
    missingValues: filled === undefined ? [] : missingValues(history, filled),
    layoutProblems: layout.problems,
    settings,
    text: (file) => files[file] ?? '',
    lookup: (file) => files[file],
  };
}

/** Findings of all rules that the settings leave on, in a folder with these files. */
export async function lintFiles(files: Files, settings?: LintSettings, engine?: Engine): Promise<readonly Finding[]> {
  return lint(await inputOf(files, settings, engine));
}

/** Settings that turn off all rules but these. */
export function only(...ids: readonly string[]): LintSettings {
  const setting = ({ id }: { readonly id: string }): RuleSetting => (ids.includes(id) ? {} : { severity: 'off' });
  return { rules: Object.fromEntries(rules.map((rule) => [rule.id, setting(rule)])) };
}

/** Removes the marks `«…»` from a text and returns their spans. */
export function marked(text: string): { readonly text: string; readonly spans: readonly Span[] } {
  const spans: Span[] = [];
  let plainText = '';
  let start: number | undefined;
  for (const character of text) {
    if (character === '«') {
      assert.equal(start, undefined, 'a mark within a mark');
      start = plainText.length;
    } else if (character === '»') {
      assert.notEqual(start, undefined, 'a mark that ends without a start');
      spans.push({ start: start!, end: plainText.length });
      start = undefined;
    } else plainText += character;
  }
  assert.equal(start, undefined, 'a mark that does not end');
  return { text: plainText, spans };
}

/** Puts `«…»` around the findings of one file. */
export function mark(text: string, findings: readonly Finding[]): string {
  const edits = findings.flatMap(({ span }) => [
    { span: { start: span.start, end: span.start }, newText: '«' },
    { span: { start: span.end, end: span.end }, newText: '»' },
  ]);
  return applyEdits(text, edits);
}

/** The files after a fix. */
export function fixed(files: Files, fix: Fix): Files {
  const result: Record<string, string> = { ...files };
  for (const change of fix.changes) {
    if (change.kind === 'create') {
      assert.equal(result[change.file], undefined, `${change.file} is there already`);
      result[change.file] = change.text;
    } else result[change.file] = applyEdits(result[change.file]!, change.edits);
  }
  return result;
}

function toolOf(files: Files): MigrationTool {
  const texts = Object.values(files).join('\n');
  if (texts.includes('-- +goose ')) return goose;
  if (texts.includes('-- migrate:')) return dbmate;
  if (Object.keys(files).some((file) => file.startsWith('V1__'))) return flyway;
  return Object.keys(files).some((file) => file.endsWith('.up.sql')) ? golangMigrate : plain;
}
