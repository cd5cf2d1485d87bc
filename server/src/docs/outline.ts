import type { ObjectId } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import type { Sequence } from '../schema/model/sequence';
import type { Table } from '../schema/model/table';
import type { Enum, Type } from '../schema/model/type';
import { displayName, listRoutines, listViews, sortNamed } from '../schema/queries';

/** Id of a section. A section without content is left out of the document. */
export type SectionId =
  | 'diagram'
  | 'tables'
  | 'foreign-keys'
  | 'enums'
  | 'types'
  | 'views'
  | 'functions'
  | 'sequences'
  | 'extensions'
  | 'migrations';

/** Headings of a document that can be linked to. */
export interface Outline {
  /** Sections of this document, in order. */
  readonly sections: readonly { readonly id: SectionId; readonly title: string; readonly anchor: string | undefined }[];
  /** Anchors of tables, views and enums, such as `#orders`. An object without an anchor cannot be linked to. */
  readonly anchors: ReadonlyMap<ObjectId, string>;
}

/** The headings of a document in order, with the anchors that GitHub and VS Code give them. */
export function documentOutline(title: string, schema: Schema, tables: readonly Table[]): Outline {
  const anchorOf = anchorMaker();
  anchorOf(title);
  const anchors = new Map<ObjectId, string>();
  const sections = SECTIONS.filter(({ isThere }) => isThere(schema, tables)).map(({ id, title, objects }) => {
    const anchor = anchorOf(title);
    for (const object of objects(schema, tables)) {
      const own = anchorOf(displayName(schema, object));
      if (own !== undefined) anchors.set(object.id, own);
    }
    return { id, title, anchor };
  });
  return { sections, anchors };
}

/** Enums of the schema, sorted by name. */
export function listEnums(schema: Schema): readonly Enum[] {
  return sortNamed(
    schema,
    [...schema.types.values()].filter((type) => type.kind === 'enum'),
  );
}

/** Domains, composite types and types known by name only. Types that belong to an extension are left out. */
export function listOtherTypes(schema: Schema): readonly Exclude<Type, Enum>[] {
  return sortNamed(
    schema,
    [...schema.types.values()]
      .filter((type) => type.kind !== 'enum')
      .filter((type) => type.kind !== 'other' || type.extension === undefined),
  );
}

/** Sequences that no column owns, without temporary ones. */
export function listSequences(schema: Schema): readonly Sequence[] {
  return sortNamed(
    schema,
    [...schema.sequences.values()].filter((sequence) => sequence.ownedBy === undefined && !sequence.temporary),
  );
}

interface SectionOutline {
  readonly id: SectionId;
  readonly title: string;
  readonly isThere: (schema: Schema, tables: readonly Table[]) => boolean;
  /** Objects with a heading of their own inside the section. */
  readonly objects: (schema: Schema, tables: readonly Table[]) => readonly { id: ObjectId; namespace: ObjectId; name: string }[];
}

const none = () => [];

const SECTIONS: readonly SectionOutline[] = [
  { id: 'diagram', title: 'Diagram', isThere: (_, tables) => tables.length > 0, objects: none },
  { id: 'tables', title: 'Tables', isThere: (_, tables) => tables.length > 0, objects: (_, tables) => tables },
  {
    id: 'foreign-keys',
    title: 'Foreign keys',
    isThere: (_, tables) => tables.some((table) => table.constraints.some((constraint) => constraint.kind === 'foreign key')),
    objects: none,
  },
  { id: 'enums', title: 'Enums', isThere: (schema) => listEnums(schema).length > 0, objects: listEnums },
  { id: 'types', title: 'Types', isThere: (schema) => listOtherTypes(schema).length > 0, objects: none },
  { id: 'views', title: 'Views', isThere: (schema) => listViews(schema).length > 0, objects: listViews },
  { id: 'functions', title: 'Functions', isThere: (schema) => listRoutines(schema).length > 0, objects: none },
  { id: 'sequences', title: 'Sequences', isThere: (schema) => listSequences(schema).length > 0, objects: none },
  { id: 'extensions', title: 'Extensions', isThere: (schema) => schema.extensions.size > 0, objects: none },
  { id: 'migrations', title: 'Migrations', isThere: () => true, objects: none },
];

/**
 * Makes anchors by the rule that GitHub and VS Code share: lower case, no punctuation, hyphens for spaces, and a number behind a repeated
 * heading. Call it for every heading in document order, because it counts. A heading of punctuation alone has no anchor.
 */
function anchorMaker(): (heading: string) => string | undefined {
  const seen = new Map<string, number>();
  return (heading) => {
    const flat = heading.replace(/\s+/g, ' ').trim().toLowerCase();
    const slug = flat.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
    if (slug === '') return undefined;
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? `#${slug}` : `#${slug}-${times}`;
  };
}
