/*
 * A shape describes plain data, field by field. One description serves every walk: replacing parts and looking for parts. The types make a
 * description complete: a new kind or a new field that the description lacks does not compile, and a field can be called `scalar` only if
 * it holds no objects.
 */

/** The shape of values of type T, as far as they hold parts. `Parts` names the types of parts that walks can stop at. */
export interface DataShape<T, Parts> {
  /** The value with its parts replaced. Unchanged data may be shared. */
  map(value: T, change: PartChange<Parts>): T;
  /** True when the test holds for a part of the value. */
  some(value: T, test: PartTest<Parts>): boolean;
}

/** Replaces a part; undefined keeps the part and goes on with the parts within it. */
export type PartChange<Parts> = { readonly [P in keyof Parts]?: (part: Parts[P]) => Parts[P] | undefined };

/** True for a part that is looked for; undefined goes on with the parts within it. */
export type PartTest<Parts> = { readonly [P in keyof Parts]?: (part: Parts[P]) => boolean | undefined };

/** A field that holds nothing but scalars. */
export const scalar = 'scalar';

type Scalar = string | number | boolean | null | undefined;
type FieldShape<V, Parts> = [V] extends [Scalar | readonly Scalar[]] ? typeof scalar : DataShape<V, Parts>;

/** One entry for each field of T but `kind`. */
export type FieldShapes<T, Parts> = { readonly [F in Exclude<keyof T, 'kind'>]-?: FieldShape<NonNullable<T[F]>, Parts> };

type OfKind<U, K> = U extends { readonly kind: infer Own } ? (K extends Own ? U : never) : never;

/** An object with these fields. */
export function record<T, Parts>(fields: FieldShapes<T, Parts>): DataShape<T, Parts> {
  const shapes = Object.entries(fields as Readonly<Record<string, typeof scalar | DataShape<unknown, Parts>>>).flatMap(([name, shape]) =>
    shape === scalar ? [] : [[name, shape] as const],
  );
  return {
    map(value, change) {
      const given = value as Readonly<Record<string, unknown>>;
      const changed: Record<string, unknown> = { ...given };
      for (const [name, shape] of shapes) if (given[name] !== undefined) changed[name] = shape.map(given[name], change);
      return changed as T;
    },
    some(value, test) {
      const given = value as Readonly<Record<string, unknown>>;
      for (const [name, shape] of shapes) if (given[name] !== undefined && shape.some(given[name], test)) return true;
      return false;
    },
  };
}

/** One of several kinds of objects, told apart by `kind`. */
export function kinds<U extends { readonly kind: string }, Parts>(
  table: {
    readonly [K in U['kind']]: FieldShapes<OfKind<U, K>, Parts>;
  },
): DataShape<U, Parts> {
  const shapes = new Map(
    Object.entries(table).map(([kind, fields]) => [kind, record(fields as FieldShapes<unknown, Parts>) as DataShape<U, Parts>]),
  );
  return either(({ kind }) => shapes.get(kind)!);
}

/** One of several shapes, chosen by the value. */
export function either<T, Parts>(shapeOf: (value: T) => DataShape<T, Parts>): DataShape<T, Parts> {
  return {
    map: (value, change) => shapeOf(value).map(value, change),
    some: (value, test) => shapeOf(value).some(value, test),
  };
}

export function listOf<T, Parts>(item: DataShape<T, Parts>): DataShape<readonly T[], Parts> {
  return {
    map: (values, change) => values.map((value) => item.map(value, change)),
    some: (values, test) => values.some((value) => item.some(value, test)),
  };
}

export function pair<T, Parts>(item: DataShape<T, Parts>): DataShape<readonly [T, T], Parts> {
  return {
    map: ([a, b], change) => [item.map(a, change), item.map(b, change)],
    some: ([a, b], test) => item.some(a, test) || item.some(b, test),
  };
}

/** A pair of a name and a value. */
export function keyed<T, Parts>(item: DataShape<T, Parts>): DataShape<readonly [string, T], Parts> {
  return {
    map: ([key, value], change) => [key, item.map(value, change)],
    some: ([, value], test) => item.some(value, test),
  };
}

/** A part that walks can stop at, and the parts within it. */
export function part<P extends string, T, Parts extends { readonly [K in P]: T }>(
  name: P,
  within: DataShape<T, Parts>,
): DataShape<T, Parts> {
  return {
    map: (value, change) => (change as PartChange<Record<P, T>>)[name]?.(value) ?? within.map(value, change),
    some: (value, test) => (test as PartTest<Record<P, T>>)[name]?.(value) ?? within.some(value, test),
  };
}

/** A shape that is evaluated at its first use, for types that contain themselves. */
export function later<T, Parts>(shape: () => DataShape<T, Parts>): DataShape<T, Parts> {
  return {
    map: (value, change) => shape().map(value, change),
    some: (value, test) => shape().some(value, test),
  };
}
