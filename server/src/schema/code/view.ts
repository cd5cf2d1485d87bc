import type { Callable, CatalogView, FailedCast, Hidden, Performed, RelationRows, Unfollowed } from '../../code/catalogView';
import type { Value } from '../../code/value';
import type { Change, ChangeStep } from '../../sql/change';
import type { Call, Query } from '../../sql/code/formula';
import type { CodeLanguage, RoutineCode } from '../../sql/code/language';
import type { Span } from '../../text/span';
import type { Context } from '../apply/context';
import type { Routine } from '../model/routine';
import type { Schema } from '../model/schema';
import type { Problem } from '../problem';
import type { CodeCatalog } from './codeCatalog';
import { noted } from './gaps';
import { relationRows } from './relations';
import { missingTarget } from './targets';
import { touchOfChanges } from './touch';

/** The surroundings of code: the statement that runs it, and the engine's catalogs. */
export interface ViewContext {
  readonly context: Context;
  readonly catalog: CodeCatalog;
  /** Undefined when no routine and no assembled SQL is to be followed. */
  readonly language: CodeLanguage | undefined;
}

/** The schema as code sees it. */
export function catalogView(schema: Schema, around: ViewContext): CatalogView {
  return new SchemaView(schema, around, false);
}

/** The schema of a view that `catalogView` made. Code receives and returns no other views. */
export function schemaOf(view: CatalogView): Schema {
  return (view as SchemaView).schema;
}

/** A class, because a loop makes a view for each of its statements: the methods are shared. */
class SchemaView implements CatalogView {
  readonly schema: Schema;
  readonly supposes: boolean;
  readonly #around: ViewContext;
  #supposing: CatalogView | undefined;

  constructor(schema: Schema, around: ViewContext, supposes: boolean) {
    this.schema = schema;
    this.#around = around;
    this.supposes = supposes;
  }

  supposing(): CatalogView {
    this.#supposing ??= this.supposes ? this : new SchemaView(this.schema, this.#around, true);
    return this.#supposing;
  }

  relation(name: string, inSchema: string | undefined): RelationRows {
    return relationRows(name, inSchema, this.#around.catalog, this);
  }

  routine(call: Pick<Call, 'schema' | 'name'>, values: readonly Value[]): Callable | undefined {
    const { catalog, language } = this.#around;
    const routine = catalog.routine(this.schema, call, values);
    return routine === undefined ? undefined : { name: routine.name, code: () => codeOf(routine, language) };
  }

  cast(type: string, value: Value): Value | FailedCast {
    return this.#around.catalog.cast(type, value, this);
  }

  call(name: string, values: readonly Value[]): Value | undefined {
    return this.#around.catalog.call(name, values, this);
  }

  operate(operator: string, left: Value, right: Value): Value | undefined {
    return this.#around.catalog.operate(operator, left, right);
  }

  givesRows(name: string): boolean {
    return this.#around.catalog.givesRows(name);
  }

  rows(name: string, values: readonly Value[]): readonly Value[] | undefined {
    return this.#around.catalog.rows(name, values);
  }

  isAggregate(name: string): boolean {
    return this.#around.catalog.isAggregate(name);
  }

  aggregate(name: string, values: readonly Value[], separator: string): Value {
    return this.#around.catalog.aggregate(name, values, separator);
  }

  conditionName(written: string): string {
    return this.#around.catalog.conditionName(written);
  }

  handles(caught: string, raised: string): boolean {
    return this.#around.catalog.handles(caught, raised);
  }

  script(sql: string): readonly ChangeStep[] | undefined {
    return this.#around.language?.script(sql);
  }

  query(sql: string): Query | undefined {
    return this.#around.language?.query(sql);
  }

  perform(changes: readonly Change[], place: (span: Span) => Span): Performed {
    const performed = performedOn(this.schema, changes, place, this.#around);
    return performed.kind === 'done' ? { kind: 'done', view: this.#with(performed.schema) } : performed;
  }

  note(statement: Unfollowed, hidden: Hidden, span: Span): CatalogView {
    const { catalog, context } = this.#around;
    const touch = statement.kind === 'changes' ? touchOfChanges(statement.changes) : catalog.touchOfText(statement.text);
    return this.#with(noted(this.schema, touch, hidden, context.at(span)));
  }

  #with(schema: Schema): CatalogView {
    return schema === this.schema ? this : new SchemaView(schema, this.#around, this.supposes);
  }
}

/** Readings of routines. Each routine is read at its first call: most are never called, and some often. */
const readings = new WeakMap<Routine, RoutineCode | 'none'>();

function codeOf(routine: Routine, language: CodeLanguage | undefined): RoutineCode | undefined {
  if (language === undefined) return undefined;
  const known = readings.get(routine);
  if (known !== undefined) return known === 'none' ? undefined : known;
  const code = routine.definition === undefined ? undefined : language.routine(routine.definition);
  readings.set(routine, code ?? 'none');
  return code;
}

function performedOn(
  before: Schema,
  changes: readonly Change[],
  place: (span: Span) => Span,
  { context, catalog }: ViewContext,
): Exclude<Performed, { readonly kind: 'done' }> | { readonly kind: 'done'; readonly schema: Schema } {
  const skipped = new Set<number>();
  let schema = before;
  for (const [index, change] of changes.entries()) {
    if (change.partOf !== undefined && skipped.has(change.partOf)) {
      skipped.add(index);
      continue;
    }
    const applied = schema.engine.apply(schema, change, (span) => context.at(place(span)));
    const [problem] = applied.problems;
    if (problem !== undefined) {
      return {
        kind: 'refused',
        condition: catalog.conditionOf(problem),
        report: () => reportAll(applied.problems, place, context),
      };
    }
    const missing = missingTarget(schema, change);
    if (missing !== undefined) return { kind: 'missing', name: missing };
    if (applied.skipped) skipped.add(index);
    schema = applied.schema;
  }
  return { kind: 'done', schema };
}

function reportAll(problems: readonly Problem[], place: (span: Span) => Span, context: Context): void {
  for (const problem of problems) context.report({ ...problem, span: place(problem.span) });
}
