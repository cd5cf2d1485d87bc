import type { Direction, Part } from '../../unit';
import { changeTypes } from './changes';
import { phrase, type Wording, wording } from './changes/changeType';
import { columnElements } from './columns';
import { isFor } from './database';
import type { Splitting } from './delimiters';
import { stringSql } from './names';
import { codePart, fileParts, generatedPart, type Scene, textParts } from './scene';
import { attributeOf, type Element, flagOf, textAttribute, type WrittenText } from './tree';

/** The SQL of a change. */
export interface LoweredChange {
  readonly parts: readonly Part[];
  /** The statements of the automatic rollback; undefined when Liquibase has none. */
  readonly inverse: readonly string[] | undefined;
}

/** Elements that contain a definition in SQL, and the attributes that hold it in YAML. */
const DEFINITIONS: Readonly<Record<string, readonly string[]>> = {
  sql: ['sql'],
  createProcedure: ['procedureText', 'procedureBody'],
  createFunction: ['functionText', 'functionBody'],
  createTrigger: ['triggerText', 'triggerBody'],
  createPackage: ['packageText'],
  createPackageBody: ['packageBodyText'],
};

/** A change of a change set, or of a rollback, as the SQL that Liquibase runs for it on PostgreSQL. */
export function lowerChange(element: Element, direction: Direction, scene: Scene): LoweredChange {
  const words = wording(element, scene.quoting);
  const isElsewhere = !isFor(words.text('dbms'), scene.database);
  if (isElsewhere) return { parts: [generatedPart(direction, element.span, [], scene)], inverse: undefined };
  if (element.name === 'createView') return createView(words, direction, scene);
  if (element.name === 'sqlFile') return { parts: sqlFile(element, direction, scene), inverse: undefined };
  const attributes = DEFINITIONS[element.name];
  if (attributes !== undefined) return { parts: definition(element, attributes, direction, scene), inverse: undefined };
  const type = changeTypes.get(element.name);
  if (type === undefined) return { parts: [codePart(direction, element.span, scene)], inverse: undefined };
  const missing = type.needs.filter((need) => (need === 'columns' ? columnElements(element).length === 0 : words.text(need) === undefined));
  if (missing.length > 0) {
    scene.report(element.head, `Liquibase refuses this ${element.name}: it has no ${missing.join(', no ')}.`);
    return { parts: [codePart(direction, element.span, scene)], inverse: type.down === undefined ? undefined : [] };
  }
  return { parts: [generatedPart(direction, element.span, type.up(words), scene)], inverse: type.down?.(words) };
}

function createView(words: Wording, direction: Direction, scene: Scene): LoweredChange {
  const { element } = words;
  const query = element.text ?? attributeOf(element, 'selectQuery');
  const file = words.text('path');
  const text = file === undefined ? query?.text : sourceOf(element, file, scene)?.text;
  const inverse = [`DROP VIEW ${words.object('viewName')}`];
  if (text === undefined) return { parts: [codePart(direction, element.span, scene)], inverse };
  if (words.flag('fullDefinition') && !words.flag('replaceIfExists') && query !== undefined && file === undefined)
    return { parts: textParts(direction, query, { delimiter: undefined }, scene), inverse };
  const select = text.trim().replace(/;\s*$/, '');
  const full = words.flag('fullDefinition') ? select : phrase(`CREATE VIEW ${words.object('viewName')} AS`, select);
  const isReplaced = words.flag('replaceIfExists') && !/\bor\s+replace\b/i.test(select);
  const remarks = words.text('remarks');
  const statements = [
    isReplaced ? full.replace(/\bcreate\b/i, 'CREATE OR REPLACE') : full,
    ...(remarks === undefined ? [] : [`COMMENT ON VIEW ${words.object('viewName')} IS ${stringSql(remarks)}`]),
  ];
  return { parts: [generatedPart(direction, element.span, statements, scene)], inverse };
}

function sqlFile(element: Element, direction: Direction, scene: Scene): readonly Part[] {
  const path = textAttribute(element, 'path');
  const file = path === undefined ? undefined : sourceOf(element, path, scene);
  return file === undefined ? [codePart(direction, element.span, scene)] : fileParts(direction, file, splittingOf(element), scene);
}

function definition(element: Element, attributes: readonly string[], direction: Direction, scene: Scene): readonly Part[] {
  const path = textAttribute(element, 'path');
  const text =
    element.text ?? attributes.map((name) => attributeOf(element, name)).find((value): value is WrittenText => value !== undefined);
  if (path !== undefined) return sqlFile(element, direction, scene);
  return text === undefined ? [generatedPart(direction, element.span, [], scene)] : textParts(direction, text, splittingOf(element), scene);
}

function sourceOf(element: Element, path: string, scene: Scene): ReturnType<Scene['find']> {
  const file = scene.find(path);
  const place = attributeOf(element, 'path')?.span ?? element.head;
  if (file === undefined) scene.report(place, `Liquibase stops here: there is no ${path}, as far as this folder shows.`);
  return file;
}

function splittingOf(element: Element): Splitting {
  const isWhole = flagOf(element, 'splitStatements') === false;
  return { delimiter: isWhole ? '' : textAttribute(element, 'endDelimiter') };
}
