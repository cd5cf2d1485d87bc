import type { ReadStatement, ReplayedMigration, Step } from '../../migrations/replay/step';
import type { FileLookup, MigrationTool } from '../../migrations/tool';
import type { Direction, LayoutProblem, Migration, Part } from '../../migrations/unit';
import type { MissingValue } from '../../migrations/values';
import type { Gap } from '../../schema/model/gap';
import type { ObjectId } from '../../schema/model/object';
import type { Schema } from '../../schema/model/schema';
import type { ChangeKind, ChangeOf } from '../../sql/change';
import type { Dialect, EngineId } from '../../sql/dialect';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';
import type { Earlier } from './derived';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type SeveritySetting = Severity | 'off';
type RuleCategory = 'reversibility' | 'indexing' | 'timestamps' | 'correctness' | 'hygiene';

/** Something to say about a place in a migration. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  /** Offsets in the file. */
  readonly span: Span;
  readonly message: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

export interface Related {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

/** A way to mend a finding. `safe` ones may be applied without a look: `lint --fix` and fix-on-save take only those. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly changes: readonly FileChange[];
}
export type FileChange =
  | { readonly kind: 'edit'; readonly file: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'create'; readonly file: string; readonly text: string };

/** What a check reports. Spans are offsets in `file`, which is the step's or migration's own unless said otherwise. */
interface Report {
  readonly span: Span;
  readonly message: string;
  readonly file?: string;
  /** Called when somebody looks: places are then where they are by that time. */
  readonly related?: () => readonly Related[];
  /** The same: nobody looks at fixes while a file is typed in. */
  readonly fixes?: () => readonly Fix[];
  /** True of what another finding of the rule says for the whole root: nobody is told, but a comment that suppresses it is of use. */
  readonly quiet?: boolean;
}

export type OptionValue = string | number | boolean | readonly string[];
export type OptionValues = Readonly<Record<string, OptionValue>>;
/** Options of a rule: the default says the type. */
export type OptionTable = Readonly<Record<string, { readonly default: OptionValue; readonly description: string }>>;
type OptionsOf<T extends OptionTable> = { readonly [K in keyof T]: Widen<T[K]['default']> };
type Widen<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean : readonly string[];

/** What a check may ask about the migration that it looks at. */
export interface MigrationContext<O> {
  readonly options: O;
  readonly migration: Migration;
  /** The same migration, statement by statement. */
  readonly replayed: ReplayedMigration;
  readonly tool: MigrationTool;
  readonly dialect: Dialect;
  /** The schema before this migration. */
  readonly before: Schema;
  /** The schema after this migration. */
  readonly after: Schema;
  /** The schema after the last migration: what a later file mends is no finding in this one. */
  readonly final: Schema;
  /** All migrations of the root, in order, replayed. The same array in every context of one history. */
  readonly history: readonly ReplayedMigration[];
  /** Text of any file of the root. */
  text(file: string): string;
  /** Files of the whole workspace: what a tool keeps outside the migrations folder. */
  readonly lookup: FileLookup;
  /**
   * What is the same for every statement of the root, such as a habit of the project: worked out once for each final schema.
   * The key says all that the answer depends on besides the root. The answer is plain data.
   */
  derive<T>(key: string, work: (root: MigrationContext<unknown>) => T): T;
  /** What an answer is made of, where an edit changes little of it: kept up to date instead of being worked out anew. */
  upkeep<T>(key: string, work: (earlier: Earlier<T> | undefined) => T): T;
  /** Statements with SQL in them in one direction of this migration; comments alone count as none. */
  statementCount(direction: Direction): number;
}

/** What a check may ask about one change. */
export interface StepContext<O> extends MigrationContext<O>, Step {
  /** Offsets in the file of a span of the change. */
  at(relative: Span): Span;
  createdInThisMigration(table: ObjectId): boolean;
  /** Is something that could not be followed and comes after the change of this kind? To be told from the gap alone. */
  isDoubted(by: (gap: Gap) => boolean): boolean;
}

/** What a check may ask about one statement, whether it could be read or not. */
export interface StatementContext<O> extends MigrationContext<O>, ReadStatement {
  readonly part: Part;
  /** Offsets in the file of a span of the statement. */
  at(relative: Span): Span;
}

/** What a check may ask about a root as a whole. */
interface RootContext<O> {
  readonly options: O;
  readonly tool: MigrationTool;
  readonly layoutProblems: readonly LayoutProblem[];
  readonly missingValues: readonly MissingValue[];
}

export type Reporter = (report: Report) => void;

type ChangeChecks<O> = { readonly [K in ChangeKind]?: (change: ChangeOf<K>, step: StepContext<O>, report: Reporter) => void };
type Checks<O> = ChangeChecks<O> & {
  /** Called once for every root; reports have to name their file. */
  readonly root?: (context: RootContext<O>, report: Reporter) => void;
  /** Called once for every migration. */
  readonly migration?: (context: MigrationContext<O>, report: Reporter) => void;
  /** Called for every statement that could not be read. */
  readonly unreadable?: (statement: StatementContext<O>, report: Reporter) => void;
  /** Called for every change, whatever its kind, that the replay could not accept as it stands: see its problems. */
  readonly refused?: (step: StepContext<O>, report: Reporter) => void;
};

/** SQL that is run as a test. `«…»` marks what must be reported. */
export interface Example {
  readonly sql: string;
  /** The text after the first fix; must be free of findings of the rule itself. */
  readonly fixed?: string;
  readonly note?: string;
  /** Other files of the same folder, path → text; the example itself is the last migration. */
  readonly files?: Readonly<Record<string, string>>;
  /** File name of the example; its shape says which tool it belongs to. */
  readonly file?: string;
  readonly options?: OptionValues;
}

export interface RuleDefinition<T extends OptionTable = OptionTable> {
  /** Also the file's name, the setting's key and the page's name. Names the pattern found, never the cure. */
  readonly id: string;
  readonly category: RuleCategory;
  readonly severity: SeveritySetting;
  readonly dialects: 'all' | readonly EngineId[];
  readonly since: string;
  /** One line: what is found. */
  readonly summary: string;
  /** The harm. */
  readonly why: string;
  /** What to do about it. */
  readonly instead: string;
  readonly options: T;
  /** The best that its fixes are; absent when it has none. */
  readonly fix?: Fix['safety'];
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
  /** Which directions are looked at; ups alone unless said. */
  readonly directions?: readonly Direction[];
  readonly check: Checks<OptionsOf<T>>;
}
/** A rule whose option types are forgotten: what lists and settings hold. */
export type Rule = RuleDefinition;

export function defineRule<const T extends OptionTable>(rule: RuleDefinition<T>): Rule {
  return rule as unknown as Rule;
}

/** Where a part's finding stands when the whole part is meant: its marker, or its first line of SQL. */
export function partAnchor(part: Part, text: string): Span {
  if (part.marker !== undefined) return part.marker;
  const section = text.slice(part.span.start, part.span.end);
  const lead = section.trim() === '' ? 0 : section.length - section.trimStart().length;
  const start = part.span.start + lead;
  const lineEnd = text.indexOf('\n', start);
  return { start, end: Math.min(lineEnd === -1 ? text.length : lineEnd, part.span.end) };
}
