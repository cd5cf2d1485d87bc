import { ruleIndex, rulePage } from '../lint/pages/page';
import { readmeWithRules } from '../lint/pages/readme';
import rules from '../lint/rules/index';
import { jsonSchema } from './jsonSchema';
import type { EngineName } from './settings';

/** Folder of the rule pages, relative to the repository. */
export const RULE_PAGES = 'docs/rules';

/** Files that are generated from the rules and the settings: texts by path relative to the repository. `readme` is the present text of README.md. */
export function generatedFiles(databases: readonly EngineName[], readme: string): Readonly<Record<string, string>> {
  const engineName = (id: string): string => databases.find((database) => database.id === id)?.name ?? id;
  return {
    'schemas/migration-lens.schema.json': `${JSON.stringify(jsonSchema(databases), null, 2)}\n`,
    'README.md': readmeWithRules(readme, RULE_PAGES),
    [`${RULE_PAGES}/README.md`]: ruleIndex(),
    ...Object.fromEntries(rules.map((rule) => [`${RULE_PAGES}/${rule.id}.md`, rulePage(rule, engineName)])),
  };
}
