import { type ParseError, parseTree } from 'jsonc-parser';
import type { RuleSetting } from '../lint/engine/settings';
import type { ToolId } from '../migrations/unit';
import type { DiagramDetail } from '../protocol';
import type { EngineId } from '../sql/signs';
import { CONFIG_FILE } from './file';
import type { ConfigProblem } from './problem';
import { defaultValue, readTable } from './readShape';
import { type EngineName, editorSettings, projectSettings } from './settings';
import type { Setting, SettingTable } from './shape';

export { manifestContributions } from './manifest';
export type { ConfigProblem } from './problem';

/** The contents of migration-lens.json with defaults filled in. Paths are relative to the folder of the file. */
export interface Config {
  /** Empty: roots are detected. */
  readonly roots: readonly RootConfig[];
  /** Settings by rule id. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly since?: string;
  readonly docs: { readonly file: string; readonly title?: string };
  /** Patterns of table names by name of the group. */
  readonly diagram: { readonly groups: Readonly<Record<string, readonly string[]>> };
}

export interface RootConfig {
  /** '' is the folder of the file itself. */
  readonly folder: string;
  readonly tool?: ToolId;
  readonly dialect?: EngineId;
  readonly baseline: readonly string[];
  /** Values by the names of placeholders. */
  readonly placeholders: Readonly<Record<string, string>>;
}

/** The settings `migrationLens.*` of VS Code, defaults filled in. */
export interface EditorConfig {
  readonly lint: { readonly enable: boolean };
  readonly diagram: { readonly detail: DiagramDetail };
  readonly trace: { readonly server: 'off' | 'messages' | 'verbose' };
}

/** The configuration of a folder without migration-lens.json. */
export const defaultConfig: Config = assemble(defaults(projectSettings([])));

/**
 * Reads migration-lens.json. Never throws: a wrong value is reported and left out, and the rest is kept.
 *
 * @param databases what a root's `dialect` may be, readable or not
 */
export function parseConfig(
  text: string,
  databases: readonly EngineName[],
): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  problems.push(...syntaxProblems(text, errors));
  if (tree === undefined) return { config: defaultConfig, problems };
  const values = readTable(
    tree,
    { $schema, ...projectSettings(databases) },
    { start: tree.offset, end: tree.offset + 1 },
    { text, problems },
  );
  if (values === undefined) {
    const span = { start: tree.offset, end: tree.offset + tree.length };
    return { config: defaultConfig, problems: [...problems, { span, message: `${CONFIG_FILE} must hold an object: \`{ … }\`.` }] };
  }
  return { config: assemble(values), problems };
}

/** Reads the value of VS Code's setting `migrationLens`. A value of the wrong type is replaced by its default. */
export function parseEditorConfig(value: unknown): EditorConfig {
  const setting = (name: string): unknown => {
    const found = name.split('.').reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), value);
    const entry = editorSettings[name]!;
    return fits(entry, found) ? found : entry.default;
  };
  return {
    lint: { enable: setting('lint.enable') as boolean },
    diagram: { detail: setting('diagram.detail') as DiagramDetail },
    trace: { server: setting('trace.server') as EditorConfig['trace']['server'] },
  };
}

/** Editors find the JSON schema by this key. The configuration ignores it. */
const $schema: Setting = { shape: { kind: 'string' }, description: 'Address of the JSON schema of this file.' };

function fits({ shape }: Setting, value: unknown): boolean {
  if (shape.kind === 'boolean') return typeof value === 'boolean';
  return shape.kind === 'string' && typeof value === 'string' && (shape.values === undefined || Object.hasOwn(shape.values, value));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function defaults(table: SettingTable): Readonly<Record<string, unknown>> {
  return defaultValue({ kind: 'object', properties: table }, {}) as Readonly<Record<string, unknown>>;
}

/** `readTable` has checked the types. A root without its folder cannot be used and is left out. */
function assemble(values: Readonly<Record<string, unknown>>): Config {
  const { $schema: _, ...rest } = values;
  const config = rest as unknown as Config;
  return { ...config, roots: config.roots.filter(({ folder }) => folder !== undefined) };
}

/** Messages by the error codes of jsonc-parser, whose own names are not meant for users. */
const SYNTAX: Readonly<Record<number, string>> = {
  1: 'This is no JSON value. Text stands in double quotes.',
  2: 'This number cannot be read.',
  3: 'A key in double quotes is missing here.',
  4: 'A value is missing here.',
  5: 'A colon is missing here.',
  6: 'A comma is missing here.',
  7: 'A closing brace `}` is missing.',
  8: 'A closing bracket `]` is missing.',
  9: 'The file goes on behind its end.',
  11: 'This comment does not end: `*/` is missing.',
  12: 'This string does not end: a double quote is missing.',
  13: 'This number does not end.',
  14: 'This escape needs four hexadecimal digits.',
  15: 'There is no such escape.',
  16: 'This character must be written as an escape.',
};

function syntaxProblems(text: string, errors: readonly ParseError[]): readonly ConfigProblem[] {
  if (text.trim() === '') return [];
  // One mistake makes the parser report several errors at one offset.
  const first = errors.filter((error, i) => errors.findIndex(({ offset }) => offset === error.offset) === i);
  return first.map(({ error, offset, length }) => ({
    span: { start: offset, end: Math.min(text.length, offset + Math.max(length, 1)) },
    message: SYNTAX[error] ?? 'This cannot be read as JSON.',
  }));
}
