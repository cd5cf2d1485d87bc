import type { OptionValues, Rule, SeveritySetting } from './rule';

/** What a project says about one rule; what it leaves out stays as the rule has it. */
export interface RuleSetting {
  readonly severity?: SeveritySetting;
  readonly options?: OptionValues;
}

/** What a project says about linting. */
export interface LintSettings {
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Only migrations after this version are reported. */
  readonly since?: string;
}

export function severityOf(rule: Rule, settings: LintSettings): SeveritySetting {
  return settings.rules[rule.id]?.severity ?? rule.severity;
}

/** The rule's own options with those of the project over them. */
export function optionsOf(rule: Rule, settings: LintSettings): OptionValues {
  const defaults = Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, option.default]));
  return { ...defaults, ...settings.rules[rule.id]?.options };
}
