import { autoDetail, DETAILS, type Detail, shownAttributes, showsLabels } from '../../detail';
import type { Attribute, Entity, Graph, Relation } from '../../graph';
import { plainText, portableName, portableType, quotedText } from './text';

/**
 * `shipped`: for the Mermaid that the extension ships. `portable`: for the Mermaid of GitHub, GitLab and Markdown previews, some of which
 * are as old as 11.4. Types and column names that the older grammar rejects are respelt there, and the real name follows as a comment.
 */
export type Flavour = 'shipped' | 'portable';

export interface SourceOptions {
  readonly flavour: Flavour;
  readonly detail: Detail;
}

/** Mermaid refuses a text above 50,000 characters (`maxTextSize`), and a document cannot raise that limit. */
const MOST_CHARACTERS = 40_000;

/** Source of an ER diagram, with a line break at its end; '' for a graph without entities. */
export function mermaidSource(graph: Graph, { flavour, detail }: SourceOptions): string {
  if (graph.entities.length === 0) return '';
  const write = flavour === 'shipped' ? shipped : portable(graph);
  const lines = [
    ...graph.entities.flatMap((entity) => block(write.entity(entity), shownAttributes(entity, detail).map(write.attribute))),
    ...graph.relations.map((relation) => `${write.relation(relation)} : "${showsLabels(detail) ? write.label(relation) : ''}"`),
  ];
  return `erDiagram\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** The portable source with as much detail as is readable and small enough for a document; '' when even the names are too long. */
export function documentSource(graph: Graph): string {
  const sources = DETAILS.slice(DETAILS.indexOf(autoDetail(graph))).map((detail) => mermaidSource(graph, { flavour: 'portable', detail }));
  return sources.find((source) => source.length <= MOST_CHARACTERS) ?? '';
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

/** In the portable flavour the name is the identifier: of two equal names one gets a zero-width space at its end. */
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

function marks(keys: Attribute['keys']): string {
  return keys.length === 0 ? '' : ` ${keys.join(', ')}`;
}

/** Crow's foot notation: the mark at an end says how many rows of that side belong to one row of the other. */
function line({ optional, oneToOne, identifying }: Relation): string {
  return `${optional ? '|o' : '||'}${identifying ? '--' : '..'}${oneToOne ? 'o|' : 'o{'}`;
}
