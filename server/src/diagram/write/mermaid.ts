import type { Attribute, Entity, Graph, Relation } from '../graph';
import { plainText, portableName, portableType, quotedText } from './mermaidText';

/**
 * `shipped`: for the Mermaid that the extension brings along. `portable`: for the Mermaids of GitHub, GitLab and Markdown previews, of which
 * some are older (11.4): types and column names that their grammar refuses are respelt, and the true name follows as a comment.
 */
export type Flavour = 'shipped' | 'portable';

/** All columns; the columns of keys; no columns and no labels. */
export type Detail = 'full' | 'keys' | 'names';

export interface SourceOptions {
  readonly flavour: Flavour;
  readonly detail: Detail;
}

/** Mermaid draws nothing of a text above 50,000 characters (its `maxTextSize`), and a document cannot raise that. */
const MOST_CHARACTERS = 40_000;

/** Source of an ER diagram, with a line break at its end; '' for a graph without entities. */
export function mermaidSource(graph: Graph, { flavour, detail }: SourceOptions): string {
  if (graph.entities.length === 0) return '';
  const write = flavour === 'shipped' ? shipped : portable(graph);
  const lines = [
    ...graph.entities.flatMap((entity) => block(write.entity(entity), shownAttributes(entity, detail).map(write.attribute))),
    ...graph.relations.map((relation) => `${write.relation(relation)} : "${detail === 'names' ? '' : write.label(relation)}"`),
  ];
  return `erDiagram\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** The portable source with as much detail as is readable and small enough for a document; '' when even the names are too many. */
export function documentSource(graph: Graph): string {
  const details: readonly Detail[] = ['full', 'keys', 'names'];
  const sources = details.slice(details.indexOf(autoDetail(graph))).map((detail) => mermaidSource(graph, { flavour: 'portable', detail }));
  return sources.find((source) => source.length <= MOST_CHARACTERS) ?? '';
}

/** Drawing takes about 45 ms for a table with all its columns, 30 with its keys and 12 by name: each step stays within two seconds or so. */
export function autoDetail(graph: Graph): Detail {
  const tables = graph.entities.length;
  return tables <= 20 ? 'full' : tables <= 60 ? 'keys' : 'names';
}

interface Writer {
  entity(entity: Entity): string;
  attribute(attribute: Attribute): string;
  relation(relation: Relation): string;
  label(relation: Relation): string;
}

const shipped: Writer = {
  entity: ({ id, name, kind }) => `${id}["${plainText(name)}"]${kind === 'table' ? '' : `:::${kind}`}`,
  attribute: ({ type, nullable, name, keys }) => `\`${plainText(type)}\`${nullable ? '?' : ''} \`${plainText(name)}\`${marks(keys)}`,
  relation: (relation) => `${relation.parent} ${line(relation)} ${relation.child}`,
  label: ({ columns }) => columns.map(plainText).join(', '),
};

function portable(graph: Graph): Writer {
  const names = quotedNames(graph);
  return {
    entity: ({ id }) => names.get(id)!,
    attribute: ({ type, name, keys }) => {
      const spelt = portableName(name);
      return `${portableType(type)} ${spelt}${marks(keys)}${spelt === name ? '' : ` "${quotedText(name)}"`}`;
    },
    relation: (relation) => `${names.get(relation.parent)!} ${line(relation)} ${names.get(relation.child)!}`,
    label: ({ columns }) => columns.map(quotedText).join(', '),
  };
}

/** Here the name is also the identifier: where two look the same, one gets a space of no width at its end. */
function quotedNames({ entities }: Graph): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, name } of entities) {
    let text = quotedText(name);
    while (taken.has(text)) text += '#8203;';
    taken.add(text);
    names.set(id, `"${text}"`);
  }
  return names;
}

function block(head: string, body: readonly string[]): readonly string[] {
  return body.length === 0 ? [head] : [`${head} {`, ...body.map((attribute) => `  ${attribute}`), '}'];
}

/** What a drawing with this much detail says of the columns. */
export function shownAttributes(entity: Entity, detail: Detail): readonly Attribute[] {
  if (detail === 'names') return [];
  return detail === 'full' ? entity.attributes : entity.attributes.filter(({ keys }) => keys.length > 0);
}

function marks(keys: Attribute['keys']): string {
  return keys.length === 0 ? '' : ` ${keys.join(', ')}`;
}

/** Crow's feet: what stands at an end says how many rows of that side belong to one row of the other. */
function line({ optional, oneToOne, identifying }: Relation): string {
  return `${optional ? '|o' : '||'}${identifying ? '--' : '..'}${oneToOne ? 'o|' : 'o{'}`;
}
