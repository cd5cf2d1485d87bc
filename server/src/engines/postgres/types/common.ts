import type { BranchType } from '../../../schema/engine';
import type { Schema } from '../../../schema/model/schema';
import type { TypeUse } from '../../../schema/model/type';

/** The common type of the branches of UNION, VALUES, CASE, COALESCE and ARRAY (manual, 10.5); undefined where one of them is unknown. */
export function commonType(branches: readonly BranchType[], schema: Schema): TypeUse | undefined {
  if (branches.includes(undefined)) return undefined;
  const typed = branches.filter((branch): branch is TypeUse => typeof branch === 'object');
  const [first] = typed;
  if (first === undefined) return TEXT;
  // A length or a precision is kept only when every branch has it (select_common_typmod in parse_coerce.c).
  if (typed.length === branches.length && typed.every((type) => sameType(type, first))) return first;
  const bare = typed.map(withoutModifier);
  // The result is a domain only where every branch is of it (select_common_type).
  if (bare.every((type) => sameType(type, bare[0]!))) return typed.length === branches.length ? bare[0] : baseType(bare[0]!, schema);
  const [candidate, ...others] = bare.map((type) => baseType(type, schema));
  return others.reduce<TypeUse | undefined>((best, other) => (best === undefined ? undefined : wider(best, other)), candidate);
}

const TEXT: TypeUse = { kind: 'builtin', text: 'text', array: false };

/** True of two uses of one type with one modifier. */
function sameType(a: TypeUse, b: TypeUse): boolean {
  if (a.kind !== b.kind || a.array !== b.array || a.text !== b.text) return false;
  return a.kind !== 'object' || b.kind !== 'object' || a.id === b.id;
}

/** A type as a function takes it: `numeric` for `numeric(10,2)`. */
export function withoutModifier(type: TypeUse): TypeUse {
  return { ...type, text: type.text.replace(/\([^)]*\)/, '') };
}

/** The type that a domain is based on, through any number of domains. */
export function baseType(type: TypeUse, schema: Schema): TypeUse {
  const domain = type.kind === 'object' && !type.array ? schema.types.get(type.id) : undefined;
  return domain?.kind === 'domain' ? baseType(withoutModifier(domain.baseType), schema) : type;
}

/** The one of two types to which the other is implicitly cast (pg_cast); the first when both casts exist. */
function wider(candidate: TypeUse, other: TypeUse): TypeUse | undefined {
  if (sameType(candidate, other)) return candidate;
  if (candidate.array !== other.array || candidate.kind !== 'builtin' || other.kind !== 'builtin') return undefined;
  for (const category of CATEGORIES) {
    const [from, to] = [category.types.indexOf(candidate.text), category.types.indexOf(other.text)];
    if (from !== -1 && to !== -1) return category.isOrdered && to > from ? other : candidate;
  }
  return undefined;
}

/** Types between which implicit casts exist. Where they go in one direction only, the widest type is last. */
const CATEGORIES: readonly { readonly types: readonly string[]; readonly isOrdered: boolean }[] = [
  { types: ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'], isOrdered: true },
  { types: ['text', 'character varying', 'bpchar', 'character', 'name'], isOrdered: false },
  { types: ['date', 'timestamp without time zone', 'timestamp with time zone'], isOrdered: true },
  { types: ['time without time zone', 'time with time zone'], isOrdered: true },
  { types: ['cidr', 'inet'], isOrdered: true },
];
