import { ruleIndex, rulePage } from '../lint/pages/page';
import rules from '../lint/rules/index';
import { jsonSchema } from './jsonSchema';
import type { EngineName } from './settings';

/** Folder of the rule pages, relative to the repository. */
export const RULE_PAGES = 'docs/rules';

/** Files that are generated from the rules and the settings: texts by path relative to the repository. */
export function generatedFiles(engines: readonly EngineName[]): Readonly<Record<string, string>> {
  return {
    'schemas/migration-lens.schema.json': `${JSON.stringify(jsonSchema(engines), null, 2)}\n`,
    [`${RULE_PAGES}/README.md`]: ruleIndex(),
    ...Object.fromEntries(rules.map((rule) => [`${RULE_PAGES}/${rule.id}.md`, rulePage(rule)])),
  };
}
