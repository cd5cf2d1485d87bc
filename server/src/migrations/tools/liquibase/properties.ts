import type { RootDatabase } from '../../tool';
import type { Element, WrittenText } from './tree';

/** Values of `${name}`. The first definition wins. Names are case-insensitive. */
export interface Properties {
  get(name: string): string | undefined;
  define(name: string, value: string): void;
  /** All values, with the properties in them expanded. */
  all(): Readonly<Record<string, string>>;
}

/** What Liquibase itself defines for a database (ChangeLogParameters). */
export function builtInProperties({ dialect }: RootDatabase): Properties {
  const properties = noProperties();
  const values = {
    autoIncrement: 'true',
    currentDateTimeFunction: 'NOW()',
    databaseChangeLogLockTableName: 'databasechangeloglock',
    databaseChangeLogTableName: 'databasechangelog',
    databaseProductName: dialect.name,
    defaultSchemaName: dialect.defaultSchema,
    lineComment: '--',
    liquibaseSchemaName: dialect.defaultSchema,
    typeName: dialect.id,
  };
  for (const [name, value] of Object.entries(values)) properties.define(`database.${name}`, value);
  return properties;
}

export function noProperties(): Properties {
  const values = new Map<string, string>();
  const properties: Properties = {
    get: (name) => values.get(name.toLowerCase()),
    define(name, value) {
      if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), value);
    },
    all: () => Object.fromEntries([...values].map(([name, value]) => [name, expanded(value, properties)])),
  };
  return properties;
}

/** Properties of one file after the global ones. SQL in any file sees them too: two files rarely define one name differently. */
export function localProperties(shared: Properties, own: Properties): Properties {
  return { ...own, get: (name) => shared.get(name) ?? own.get(name) };
}

/** Depth at which expansion stops: a value may refer to itself. */
const DEEPEST = 10;

/** The text with its properties expanded. Properties defined elsewhere (command line, Maven, Spring) stay as they are. */
export function expanded(text: string, properties: Properties, depth = 0): string {
  if (!text.includes('${') || depth > DEEPEST) return text;
  return text.replace(/\$\{([^{}]*)\}/g, (whole, written: string) => {
    const value = properties.get(written.trim());
    return value === undefined ? whole : expanded(value, properties, depth + 1);
  });
}

/** The element with the properties in its attributes expanded. Its text is SQL, where they are replaced when it is read. */
export function expandedElement(element: Element, properties: Properties): Element {
  let isSame = true;
  const attributes = new Map<string, WrittenText>();
  for (const [name, value] of element.attributes) {
    const text = expanded(value.text, properties);
    isSame &&= text === value.text || HOLDS_SQL.has(name);
    attributes.set(name, HOLDS_SQL.has(name) ? value : { ...value, text });
  }
  const children = element.children.map((child) => expandedElement(child, properties));
  isSame &&= children.every((child, i) => child === element.children[i]);
  return isSame ? element : { ...element, attributes, children };
}

/** YAML attributes that contain SQL. */
const HOLDS_SQL = new Set([
  'sql',
  'selectQuery',
  'procedureText',
  'procedureBody',
  'functionText',
  'functionBody',
  'triggerText',
  'triggerBody',
]);
