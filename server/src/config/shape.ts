/** The form of a value in a settings file. */
export type Shape =
  | { readonly kind: 'string'; readonly values?: Readonly<Record<string, string>> }
  | { readonly kind: 'boolean' }
  /** A string, or a number whose digits are kept as written. */
  | { readonly kind: 'version' }
  /** A path relative to the file, with forward slashes, that does not leave its folder. */
  | { readonly kind: 'path' }
  | { readonly kind: 'list'; readonly of: Shape; readonly orOne?: boolean }
  /** Any keys, whose values have one shape. */
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'object'; readonly properties: SettingTable }
  /** Severities and options by rule id. */
  | { readonly kind: 'rules' };

/** One setting: its form, its default and its description. */
export interface Setting {
  readonly shape: Shape;
  /** Undefined: there is no default, and the description says what happens without a value. */
  readonly default?: unknown;
  readonly description: string;
  readonly required?: true;
}

export type SettingTable = Readonly<Record<string, Setting>>;
