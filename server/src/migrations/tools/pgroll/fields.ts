/** The fields of an operation, as YAML or JSON gives them. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined: the field is missing or no object. */
export function fieldsOf(fields: Fields, key: string): Fields | undefined {
  const value = fields[key];
  return isFields(value) ? value : undefined;
}

/** Undefined: the field is missing, null or no text; a number is the text that it is written as. */
export function textOf(fields: Fields, key: string): string | undefined {
  const value = fields[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

export function listOf(fields: Fields, key: string): readonly unknown[] {
  const value = fields[key];
  return Array.isArray(value) ? value : [];
}

export function isTrue(fields: Fields, key: string): boolean {
  return fields[key] === true;
}

/** A name as SQL: pgroll quotes all of them. */
export function identifier(fields: Fields, key: string): string {
  return quoted(textOf(fields, key) ?? '');
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
