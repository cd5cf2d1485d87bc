import type { Direction } from '../../migrations/unit';
import type { ProblemKind, ProblemOf } from '../../schema/problem';
import type { ChangeKind, ChangeOf } from '../../sql/change';
import type { SyntaxProblem } from '../../sql/dialect';
import type { EngineId } from '../../sql/signs';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';
import type { RuleCategory } from '../rules/categories';
import type { MigrationContext, RootContext, StatementContext, StepContext } from './context';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type SeveritySetting = Severity | 'off';

/** A diagnostic: the message of a rule about a place in a migration. */
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

/** A code action that mends a finding. `lint --fix` and fix-on-save apply only `safe` ones, which need no review. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly changes: readonly FileChange[];
}
export type FileChange =
  | { readonly kind: 'edit'; readonly file: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'create'; readonly file: string; readonly text: string };

/** The report of a check. The span counts in offsets of `file`, which is by default the file of the statement or migration. */
interface Report {
  readonly span: Span;
  readonly message: string;
  readonly file?: string;
  /** Called when the places are shown, so that they are the places of that moment: statements move with each edit. */
  readonly related?: () => readonly Related[];
  /** Called when the fixes are shown: a keystroke reports hundreds of findings and shows the fixes of none. */
  readonly fixes?: () => readonly Fix[];
  /** True where another finding of the rule already speaks for the whole root. A quiet finding is not shown, but a comment that suppresses it counts as used. */
  readonly quiet?: boolean;
}

export type OptionValue = string | number | boolean | readonly string[];
export type OptionValues = Readonly<Record<string, OptionValue>>;
/** Options of a rule. The type of the default is the type of the option. */
export type OptionTable = Readonly<Record<string, { readonly default: OptionValue; readonly description: string }>>;
type OptionsOf<T extends OptionTable> = { readonly [K in keyof T]: Widen<T[K]['default']> };
type Widen<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean : readonly string[];

export type Reporter = (report: Report) => void;

type ChangeChecks<O> = { readonly [K in ChangeKind]?: (change: ChangeOf<K>, step: StepContext<O>, report: Reporter) => void };
type ProblemChecks<O> = { readonly [K in ProblemKind]?: (problem: ProblemOf<K>, step: StepContext<O>, report: Reporter) => void };
type Checks<O> = ChangeChecks<O> & {
  /** Called once for every root; reports have to name their file. */
  readonly root?: (context: RootContext<O>, report: Reporter) => void;
  /** Called once for every migration. */
  readonly migration?: (context: MigrationContext<O>, report: Reporter) => void;
  /** Called for every statement that could not be read. */
  readonly unreadable?: (problem: SyntaxProblem, statement: StatementContext<O>, report: Reporter) => void;
  /** Called for every problem of that kind, of any change: the server would refuse the change as it stands. */
  readonly refused?: ProblemChecks<O>;
};

/** SQL that is shown on the rule's page and run as a test. `«…»` marks the place of the finding. */
export interface Example {
  readonly sql: string;
  /** The text after the first fix, in which the rule finds nothing. Required where the fix is safe. */
  readonly fixed?: string;
  readonly note?: string;
  /** Other files of the same folder, path → text. The example is the last migration. */
  readonly files?: Readonly<Record<string, string>>;
  /** File name of the example. The migration tool is detected from the names and markers of all files. */
  readonly file?: string;
  readonly options?: OptionValues;
  /** Engine that reads the example; `postgresql` unless said. */
  readonly engine?: EngineId;
}

export interface RuleDefinition<T extends OptionTable = OptionTable> {
  /** Also the name of its file, of its page and of its key in the configuration. Names the defect, not the cure. */
  readonly id: string;
  readonly category: RuleCategory;
  readonly severity: SeveritySetting;
  /** The engines whose migrations it checks. Each one that is named has a bad example. */
  readonly engines: 'all' | readonly EngineId[];
  readonly since: string;
  /** The finding, in one line. */
  readonly summary: string;
  /** The harm. */
  readonly why: string;
  /** The remedy. */
  readonly instead: string;
  readonly options: T;
  /** `safe` when any of its fixes is safe. Absent: it offers no fix. */
  readonly fix?: Fix['safety'];
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
  /** Directions that are checked; by default `up` alone. */
  readonly directions?: readonly Direction[];
  readonly check: Checks<OptionsOf<T>>;
}
/** A rule whose option types are erased, as lists and settings hold it. */
export type Rule = RuleDefinition;

export function defineRule<const T extends OptionTable>(rule: RuleDefinition<T>): Rule {
  return rule as unknown as Rule;
}
