import type { CatalogView, Performed } from '../../code/catalogView';
import type { Value } from '../../code/value';
import type { Change } from '../../sql/change';
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

interface SchemaView extends CatalogView {
  readonly schema: Schema;
}

/** The schema as code sees it. */
export function catalogView(schema: Schema, around: ViewContext, supposes = false): CatalogView {
  const { catalog, language } = around;
  const state = { schema, supposes };
  let supposing: CatalogView | undefined;
  const view: SchemaView = {
    ...state,
    supposing() {
      supposing ??= supposes ? view : catalogView(schema, around, true);
      return supposing;
    },
    relation: (name, inSchema) => relationRows(name, inSchema, catalog, state),
    routine(call, values) {
      const routine = catalog.routine(schema, call, values);
      return routine === undefined ? undefined : { name: routine.name, code: () => codeOf(routine, language) };
    },
    cast: (type, value) => catalog.cast(type, value, state),
    call: (name, values): Value | undefined => catalog.call(name, values, state),
    operate: catalog.operate,
    givesRows: catalog.givesRows,
    rows: catalog.rows,
    conditionName: catalog.conditionName,
    handles: catalog.handles,
    script: (sql) => language?.script(sql),
    query: (sql) => language?.query(sql),
    perform: (changes, place) => performed(changes, place, schema, around, supposes),
    note(statement, hidden, span) {
      const touch = statement.kind === 'changes' ? touchOfChanges(statement.changes) : catalog.touchOfText(statement.text);
      const after = noted(schema, touch, hidden, around.context.at(span));
      return after === schema ? view : catalogView(after, around, supposes);
    },
  };
  return view;
}

/** The schema of a view that `catalogView` made. Code receives and returns no other views. */
export function schemaOf(view: CatalogView): Schema {
  return (view as SchemaView).schema;
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

function performed(
  changes: readonly Change[],
  place: (span: Span) => Span,
  before: Schema,
  around: ViewContext,
  supposes: boolean,
): Performed {
  const { context, catalog } = around;
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
  return { kind: 'done', view: catalogView(schema, around, supposes) };
}

function reportAll(problems: readonly Problem[], place: (span: Span) => Span, context: Context): void {
  for (const problem of problems) context.report({ ...problem, span: place(problem.span) });
}
