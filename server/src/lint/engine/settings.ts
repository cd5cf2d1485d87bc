import type { OptionValues, Rule, SeveritySetting } from './rule';

/** The configuration of one rule. A setting that it leaves out is as the rule declares it. */
export interface RuleSetting {
  readonly severity?: SeveritySetting;
  readonly options?: OptionValues;
}

/** The configuration of the linter. */
export interface LintSettings {
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Only migrations after this version are reported. */
  readonly since?: string;
}

export function severityOf(rule: Rule, settings: LintSettings): SeveritySetting {
  return settings.rules[rule.id]?.severity ?? rule.severity;
}

/** The defaults of the rule, overridden by the options of the project. */
export function optionsOf(rule: Rule, settings: LintSettings): OptionValues {
  const defaults = Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, option.default]));
  return { ...defaults, ...settings.rules[rule.id]?.options };
}
