import type { Span } from '../../../text/span';
import type { Migration, Part } from '../../unit';
import { mayBeFor } from './contexts';
import { isFor } from './database';
import { lowerChange } from './lowering';
import type { Quoting } from './names';
import { whenRun } from './preconditions';
import { generatedPart, type Scene, textParts } from './scene';
import { attributeOf, type Element, flagOf, textAttribute } from './tree';

/** A change set, in any language of changelogs. */
export interface ChangeSet {
  readonly id: string;
  readonly author: string;
  /** The path under which Liquibase records it when that is not the file's. */
  readonly logicalPath: string | undefined;
  /** Span at which a problem of the whole change set is shown. */
  readonly head: Span;
  readonly title: string | undefined;
  readonly isRepeated: boolean;
  readonly up: readonly Part[];
  readonly down: readonly Part[];
  readonly when: Migration['when'];
}

/** Children of a change set that are no changes. */
const NO_CHANGES = new Set([
  'comment',
  'preConditions',
  'rollback',
  'validCheckSum',
  'modifySql',
  'changes',
  'property',
  'tagDatabaseLabel',
]);

/** Undefined when it is for another database or disabled. */
export function readChangeSet(element: Element, shared: Scene, find: FindChangeSet): ChangeSet | undefined {
  const context = textAttribute(element, 'contextFilter') ?? textAttribute(element, 'context');
  const { database } = shared;
  if (!isFor(textAttribute(element, 'dbms'), database) || !mayBeFor(context, database) || flagOf(element, 'ignore') === true)
    return undefined;
  const isAlone = flagOf(element, 'runInTransaction') === false;
  const scene: Scene = {
    ...shared,
    quoting: withStrategy(shared.quoting, element),
    transaction: isAlone ? 'off' : 'on',
  };
  const changes = changesOf(element).map((change) => lowerChange(change, 'up', scene));
  const rollbacks = element.children.filter(({ name }) => name === 'rollback');
  const up = changes.flatMap(({ parts }) => parts);
  const inverses = changes.map(({ inverse }) => inverse);
  const preconditions = element.children.find(({ name }) => name === 'preConditions');
  return {
    id: textAttribute(element, 'id') ?? '',
    author: textAttribute(element, 'author') ?? '',
    logicalPath: textAttribute(element, 'logicalFilePath'),
    head: element.head,
    title: textAttribute(element, 'comment'),
    isRepeated: flagOf(element, 'runAlways') === true || flagOf(element, 'runOnChange') === true,
    up: up.length === 0 ? [generatedPart('up', element.head, [], scene)] : up,
    down: rollbacks.length > 0 ? rollbacks.flatMap((each) => rollback(each, scene, find)) : autoRollback(element, inverses, scene),
    when: whenRun(preconditions, database),
  };
}

/** The ups of an earlier change set, to which a rollback may refer in place of its own SQL. */
export type FindChangeSet = (id: string, author: string, path: string | undefined) => readonly string[] | undefined;

/** The quoting below an element, which may set another strategy. */
export function withStrategy(quoting: Quoting, element: Element): Quoting {
  const written = textAttribute(element, 'objectQuotingStrategy');
  const isKnown = written === 'LEGACY' || written === 'QUOTE_ALL_OBJECTS' || written === 'QUOTE_ONLY_RESERVED_WORDS';
  return isKnown ? { ...quoting, strategy: written } : quoting;
}

/** The changes: children of the change set in XML, items of its list `changes` in YAML and JSON. Plain YAML values are no changes. */
function changesOf(element: Element): readonly Element[] {
  const list = element.children.find(({ name }) => name === 'changes');
  return list === undefined ? element.children.filter(({ name }) => !NO_CHANGES.has(name) && !element.attributes.has(name)) : list.children;
}

const ON_PURPOSE = '-- The changelog says that there is nothing to roll back.';

function rollback(element: Element, scene: Scene, find: FindChangeSet): readonly Part[] {
  const [id, author] = [textAttribute(element, 'changeSetId'), textAttribute(element, 'changeSetAuthor')];
  if (id !== undefined && author !== undefined) {
    const statements = find(id, author, textAttribute(element, 'changeSetPath'));
    if (statements === undefined)
      scene.report(element.head, `Liquibase stops here: there is no change set ${id} of ${author} before this one.`);
    return [{ ...generatedPart('down', element.span, [], scene), generated: (statements ?? [ON_PURPOSE]).join('\n') }];
  }
  const changes = element.children.filter(({ name }) => !element.attributes.has(name) || name === 'sql');
  const own = changes.length > 0 ? undefined : (element.text ?? attributeOf(element, 'sql'));
  if (own !== undefined) return textParts('down', own, { delimiter: textAttribute(element, 'endDelimiter') }, scene);
  if (changes.length === 0) return [{ ...generatedPart('down', element.span, [], scene), generated: ON_PURPOSE }];
  return changes.flatMap((change) => lowerChange(change, 'down', scene).parts);
}

/** Liquibase rolls a change set back by itself if it can reverse each change. The last change is reversed first. */
function autoRollback(element: Element, inverses: readonly (readonly string[] | undefined)[], scene: Scene): readonly Part[] {
  const known = inverses.filter((inverse) => inverse !== undefined);
  if (known.length < inverses.length || known.length === 0) return [];
  const start = element.head.start;
  return [generatedPart('down', { start, end: start }, [...known].reverse().flat(), scene)];
}
