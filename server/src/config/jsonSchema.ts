import type { OptionValue, Rule } from '../lint/engine/rule';
import rules from '../lint/rules/index';
import { severities } from './readRules';
import { type EngineName, projectSettings } from './settings';
import type { Setting, SettingTable, Shape } from './shape';

type Json = Readonly<Record<string, unknown>>;

/** The JSON schema of migration-lens.json. */
export function jsonSchema(databases: readonly EngineName[]): Json {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Migration Lens',
    description: 'What Migration Lens should know about the migrations of this folder.',
    allowComments: true,
    allowTrailingCommas: true,
    ...objectSchema({ $schema: { shape: { kind: 'string' }, description: 'Address of this schema.' }, ...projectSettings(databases) }),
  };
}

/** The schema of one setting, with its description and default. */
export function settingSchema(setting: Setting): Json {
  return {
    ...shapeSchema(setting.shape),
    markdownDescription: setting.description,
    description: setting.description.replaceAll('`', ''),
    ...(setting.default === undefined || setting.shape.kind === 'object' ? {} : { default: setting.default }),
  };
}

function objectSchema(table: SettingTable): Json {
  const required = Object.keys(table).filter((name) => table[name]!.required === true);
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(Object.entries(table).map(([name, setting]) => [name, settingSchema(setting)])),
  };
}

function shapeSchema(shape: Shape): Json {
  switch (shape.kind) {
    case 'string':
      return shape.values === undefined ? { type: 'string' } : { type: 'string', ...choice(shape.values) };
    case 'boolean':
      return { type: 'boolean' };
    case 'version':
      return { type: ['string', 'number'] };
    case 'path':
      return { type: 'string', not: { pattern: '^/|^[A-Za-z]:|\\\\' } };
    case 'list': {
      const list = { type: 'array', items: shapeSchema(shape.of) };
      return shape.orOne === true ? { anyOf: [shapeSchema(shape.of), list] } : list;
    }
    case 'map':
      return { type: 'object', additionalProperties: shapeSchema(shape.of) };
    case 'object':
      return objectSchema(shape.properties);
    case 'rules':
      return {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
      };
  }
}

function choice(values: Readonly<Record<string, string>>): Json {
  return { enum: Object.keys(values), markdownEnumDescriptions: Object.values(values) };
}

function ruleSchema(rule: Rule): Json {
  const severity = { type: 'string', ...choice(severities) };
  const options = Object.entries(rule.options).map(([name, { default: value, description }]) => [
    name,
    { ...optionSchema(value), markdownDescription: description, default: value },
  ]);
  const optionsSchema = { type: 'object', additionalProperties: false, properties: Object.fromEntries(options) };
  return {
    anyOf: [severity, { type: 'array', items: [severity, optionsSchema], minItems: 1, maxItems: 2 }],
    markdownDescription: `${rule.summary}\n\n${rule.why}`,
    default: rule.severity,
  };
}

function optionSchema(value: OptionValue): Json {
  return typeof value === 'object' ? { type: 'array', items: { type: 'string' } } : { type: typeof value };
}
