/** The fields of an operation, as YAML or JSON gives them. */
export type OperationFields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is OperationFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined when the field is missing or no object. */
export function objectField(fields: OperationFields, key: string): OperationFields | undefined {
  const value = fields[key];
  return isFields(value) ? value : undefined;
}

/** Undefined when the field is missing, null or no text. A number counts as text. */
export function textField(fields: OperationFields, key: string): string | undefined {
  const value = fields[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

export function listField(fields: OperationFields, key: string): readonly unknown[] {
  const value = fields[key];
  return Array.isArray(value) ? value : [];
}

export function isTrue(fields: OperationFields, key: string): boolean {
  return fields[key] === true;
}

/** A name as SQL: pgroll quotes all of them. */
export function nameField(fields: OperationFields, key: string): string {
  return quotedName(textField(fields, key) ?? '');
}

export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
