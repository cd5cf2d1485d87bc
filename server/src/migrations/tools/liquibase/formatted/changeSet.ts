import { endsStatement } from '../../../layout/lines';
import type { Part } from '../../../unit';
import type { ChangeSet, FindChangeSet } from '../changeSet';
import { mayBeFor } from '../contexts';
import { isFor } from '../database';
import { pieces, type Splitting } from '../delimiters';
import { whenRun } from '../preconditions';
import { expanded, type Properties } from '../properties';
import { generatedPart, type Scene, textParts } from '../scene';
import type { Element } from '../tree';
import { attribute, type LineDirective } from './lines';
import type { FormattedChangeSet } from './read';
import type { Rollback } from './rollback';

/** A change set of an SQL file with its properties. Undefined when it is for another database or disabled. */
export function formattedChangeSet(
  raw: FormattedChangeSet,
  properties: Properties,
  shared: Scene,
  find: FindChangeSet,
): ChangeSet | undefined {
  const text = expanded(raw.line.text, properties);
  const says = (name: string): boolean | undefined => {
    const value = attribute(text, name);
    return value === undefined ? undefined : value.toLowerCase() === 'true';
  };
  const context = attribute(text, 'contextFilter') ?? attribute(text, 'context');
  const { database } = shared;
  if (!isFor(attribute(text, 'dbms'), database) || !mayBeFor(context, database) || says('ignore') === true) return undefined;
  const scene: Scene = { ...shared, transaction: says('runInTransaction') === false ? 'off' : 'on' };
  const splitting = splittingOf(attribute(text, 'endDelimiter'), says('splitStatements'));
  const verbatim = (span: Part['span']): readonly Part[] =>
    textParts('up', { text: scene.file.text.slice(span.start, span.end), span, isVerbatim: true }, splitting, scene);
  const up = raw.sql.flatMap(verbatim);
  const marker = { start: raw.line.start, end: raw.line.end };
  const empty = { ...generatedPart('up', { start: raw.line.end, end: raw.line.end }, [], scene) };
  const rollbackSplitting = splittingOf(attribute(text, 'rollbackEndDelimiter'), says('rollbackSplitStatements'));
  return {
    id: expanded(raw.id, properties),
    author: expanded(raw.author, properties),
    logicalPath: attribute(text, 'logicalFilePath'),
    head: marker,
    title: raw.comment,
    isRepeated: says('runAlways') === true || says('runOnChange') === true,
    up: (up.length === 0 ? [empty] : up).map((part, i) => (i === 0 ? { ...part, marker } : part)),
    down: rollbacksOf(raw.rollbacks, rollbackSplitting, scene, find),
    when: whenRun(preconditionsOf(raw), database),
  };
}

function splittingOf(delimiter: string | undefined, isSplit: boolean | undefined): Splitting {
  return { delimiter: isSplit === false ? '' : delimiter };
}

function rollbacksOf(rollbacks: readonly Rollback[], splitting: Splitting, scene: Scene, find: FindChangeSet): readonly Part[] {
  const { text } = scene.file;
  const written = (rollback: Rollback): string =>
    rollback.kind === 'block' ? rollback.joined : text.slice(rollback.span.start, rollback.span.end);
  const all = rollbacks.map(written).join('\n').trim();
  const first = rollbacks[0];
  if (first === undefined || all === '') return [];
  const span = { start: first.span.start, end: rollbacks.at(-1)!.span.end };
  if (/^(?:not required|empty)/i.test(all)) return [generated(span, '-- The changelog says that there is nothing to roll back.', scene)];
  if (/changesetid/i.test(all)) {
    const named = (name: string): string => new RegExp(`${name}:(\\S+)`, 'i').exec(all)?.[1] ?? '';
    const statements = find(named('changeSetId'), named('changeSetAuthor'), named('changeSetPath') || undefined);
    if (statements === undefined) scene.report(first.span, 'Liquibase stops here: there is no such change set before this one.');
    return [generated(span, (statements ?? []).join('\n'), scene)];
  }
  return scripts(rollbacks, written).flatMap((script) => {
    const place = { start: script[0]!.span.start, end: script.at(-1)!.span.end };
    const isVerbatim = script.length === 1 && (script[0]!.kind === 'line' || script[0]!.isVerbatim);
    const value = { text: script.map(written).join('\n'), span: place, isVerbatim };
    return pieces(text, place, splitting).length > 1
      ? textParts('down', { ...value, isVerbatim: false }, splitting, scene)
      : textParts('down', value, splitting, scene);
  });
}

/** Joins lines up to one that ends a statement. */
function scripts(rollbacks: readonly Rollback[], written: (rollback: Rollback) => string): readonly (readonly Rollback[])[] {
  const result: Rollback[][] = [];
  let isOpen = false;
  for (const rollback of rollbacks) {
    if (isOpen && rollback.kind === 'line') result.at(-1)!.push(rollback);
    else result.push([rollback]);
    isOpen = rollback.kind === 'line' && !endsStatement(written(rollback));
  }
  return result;
}

function generated(span: Part['span'], sql: string, scene: Scene): Part {
  return { ...generatedPart('down', span, [], scene), generated: sql };
}

/** The preconditions of an SQL file as an element of the other languages. */
function preconditionsOf({ onFail, preconditions }: FormattedChangeSet): Element | undefined {
  if (onFail === undefined || preconditions.length === 0) return undefined;
  return made('preConditions', { onFail }, preconditions.map(preconditionOf));
}

function preconditionOf({ name, body }: LineDirective & { kind: 'precondition' }): Element {
  const schemaName = attribute(body, 'schema');
  const inSchema: Readonly<Record<string, string>> = schemaName === undefined ? {} : { schemaName };
  switch (name) {
    case 'table-exists':
      return made('tableExists', { tableName: attribute(body, 'table') ?? '', ...inSchema });
    case 'view-exists':
      return made('viewExists', { viewName: attribute(body, 'view') ?? '', ...inSchema });
    default:
      return made('sqlCheck', {});
  }
}

function made(name: string, attributes: Readonly<Record<string, string>>, children: readonly Element[] = []): Element {
  const nowhere = { start: 0, end: 0 };
  const values = Object.entries(attributes).map(([key, text]) => [key, { text, span: nowhere, isVerbatim: false }] as const);
  return { name, span: nowhere, head: nowhere, attributes: new Map(values), children };
}
