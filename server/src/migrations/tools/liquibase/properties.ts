import type { Element, Value } from './tree';

/** Values of `${name}`. What is defined first stays; names are told apart without regard to case. */
export interface Properties {
  get(name: string): string | undefined;
  define(name: string, value: string): void;
}

/** What Liquibase itself defines for a PostgreSQL database (ChangeLogParameters). */
const BUILT_IN: readonly (readonly [string, string])[] = [
  ['database.autoIncrement', 'true'],
  ['database.currentDateTimeFunction', 'NOW()'],
  ['database.databaseChangeLogLockTableName', 'databasechangeloglock'],
  ['database.databaseChangeLogTableName', 'databasechangelog'],
  ['database.databaseProductName', 'PostgreSQL'],
  ['database.defaultSchemaName', 'public'],
  ['database.lineComment', '--'],
  ['database.liquibaseSchemaName', 'public'],
  ['database.typeName', 'postgresql'],
];

export function builtInProperties(): Properties {
  const values = new Map(BUILT_IN.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    get: (name) => values.get(name.toLowerCase()),
    define(name, value) {
      if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), value);
    },
  };
}

/** Properties of one file, in front of those of all files. */
export function localProperties(shared: Properties): Properties {
  const own = new Map<string, string>();
  return {
    get: (name) => shared.get(name) ?? own.get(name.toLowerCase()),
    define(name, value) {
      if (!own.has(name.toLowerCase())) own.set(name.toLowerCase(), value);
    },
  };
}

/** Values may hold other properties; one that holds itself does so without end. */
const DEEPEST = 10;

/**
 * The text with the properties in it. What is defined elsewhere (on the command line, by Maven or Spring) stays as it is, except
 * where it can only be a schema, in front of a dot: there the default schema is the best guess.
 */
export function expanded(text: string, properties: Properties, depth = 0): string {
  if (!text.includes('${') || depth > DEEPEST) return text;
  return text.replace(/\$\{([^{}]*)\}(\.(?=["\w]))?/g, (whole, written: string, dot: string | undefined) => {
    const name = written.trim();
    if (name.startsWith(':')) return `\${${name.slice(1).trim()}}${dot ?? ''}`;
    const value = properties.get(name);
    if (value !== undefined) return `${expanded(value, properties, depth + 1)}${dot ?? ''}`;
    return dot === undefined ? whole : '';
  });
}

/** A text in which a property was replaced is no longer that of the file. */
export function expandedValue(value: Value, properties: Properties): Value {
  const text = expanded(value.text, properties);
  return text === value.text ? value : { text, span: value.span, isVerbatim: false };
}

/** The same element when it holds no property. */
export function expandedElement(element: Element, properties: Properties): Element {
  const attributes = new Map([...element.attributes].flatMap(([name, value]) => expandedAttribute(name, value, properties)));
  const children = element.children.map((child) => expandedElement(child, properties));
  const text = element.text === undefined ? undefined : expandedValue(element.text, properties);
  const isSame =
    text === element.text &&
    children.every((child, i) => child === element.children[i]) &&
    [...element.attributes].every(([name, value]) => attributes.get(name) === value);
  return isSame ? element : { ...element, attributes, children, ...(text === undefined ? {} : { text }) };
}

/** A schema that is given from outside is the default one, as far as anybody here can tell. */
function expandedAttribute(name: string, value: Value, properties: Properties): readonly (readonly [string, Value])[] {
  const result = expandedValue(value, properties);
  return /schemaName$/i.test(name) && /^\$\{[^{}]*\}$/.test(result.text.trim()) ? [] : [[name, result]];
}
