import { nameSql, type Quoting, stringSql } from './names';
import { attributeOf, type Element, flagOf, textAttribute } from './tree';
import { dataType } from './types';

/**
 * The default of a column or an `addDefaultValue` as SQL; undefined without one. `addDefaultValue` does not know the column's type, so a
 * value stays text: `0` becomes `'0'`.
 */
export function defaultSql(element: Element, type: string | undefined, quoting: Quoting): string | undefined {
  const written = attributeOf(element, 'defaultValue')?.text;
  if (written !== undefined && !/^null$/i.test(written)) return typedLiteral(written, type);
  const value = assigned(element, 'defaultValue', quoting);
  // A boolean column converts a number to whether it is one (BooleanType.objectToSql).
  const isNumber = value !== undefined && type !== undefined && /^[\d.]+$/.test(value) && dataType(type).family === 'boolean';
  return isNumber ? (value === '1' ? 'TRUE' : 'FALSE') : value;
}

/** The value of a column in a row; undefined without one. */
export function valueIn(element: Element, quoting: Quoting): string | undefined {
  const written = attributeOf(element, 'value')?.text ?? element.text?.text;
  if (written !== undefined) return /^null$/i.test(written) ? 'NULL' : stringSql(written);
  return assigned(element, 'value', quoting);
}

/** `…Boolean`, `…Numeric`, `…Date`, `…Computed` and `…SequenceNext`, in the order in which Liquibase asks for them (ColumnConfig). */
function assigned(element: Element, prefix: 'defaultValue' | 'value', quoting: Quoting): string | undefined {
  const boolean = flagOf(element, `${prefix}Boolean`);
  if (boolean !== undefined) return boolean ? 'TRUE' : 'FALSE';
  const numeric = textAttribute(element, `${prefix}Numeric`);
  if (numeric !== undefined && !/^null$/i.test(numeric)) return number(numeric);
  const date = textAttribute(element, `${prefix}Date`);
  if (date !== undefined && !/^null$/i.test(date)) return /^[\d:T. +-]+$/.test(date) ? stringSql(date.replace('T', ' ')) : computed(date);
  const expression = textAttribute(element, `${prefix}Computed`);
  if (expression !== undefined) return computed(expression);
  const sequence = textAttribute(element, `${prefix}SequenceNext`);
  return sequence === undefined ? undefined : nextValue(sequence, textAttribute(element, 'schemaName'), quoting);
}

/** `nextval` of a sequence. A name without a schema gets the schema of the change. */
export function nextValue(sequence: string, schema: string | undefined, quoting: Quoting): string {
  const [name = '', inSchema = schema] = sequence.split('.').reverse();
  const written = inSchema === undefined ? nameSql(name, quoting) : `${nameSql(inSchema, quoting)}.${nameSql(name, quoting)}`;
  return `nextval(${stringSql(written)})`;
}

function typedLiteral(value: string, type: string | undefined): string {
  const family = type === undefined ? 'text' : dataType(type).family;
  switch (family) {
    case 'number':
    case 'raw':
      return number(value);
    case 'boolean':
      return booleanLiteral(value);
    case 'time':
      return isFunction(value) ? computed(value) : stringSql(value);
    case 'text':
      return type !== undefined && value.startsWith("'") && /text|clob|longvarchar/i.test(type) ? value : stringSql(value);
    case 'other':
      return stringSql(value);
  }
}

function booleanLiteral(value: string): string {
  const bare = value.replaceAll("'", '').toLowerCase();
  if (['true', '1', 't', "b'1'"].includes(bare)) return 'TRUE';
  return ['false', '0', 'f'].includes(bare) ? 'FALSE' : value;
}

function isFunction(value: string): boolean {
  return value.endsWith('()') || /^current_(?:timestamp|date|time)/i.test(value);
}

/** Any spelling of the current time becomes PostgreSQL's function. */
function computed(expression: string): string {
  return /^current_(?:timestamp|datetime)|^now\(\)$/i.test(expression) ? 'NOW()' : expression;
}

function number(value: string): string {
  return value.replace(/^\((.*)\)$/s, '$1').replace(/\.0+$/, '');
}
