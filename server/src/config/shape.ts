/** What a value of a settings file may be. */
export type Shape =
  | { readonly kind: 'string'; readonly values?: Readonly<Record<string, string>> }
  | { readonly kind: 'boolean' }
  /** A string, or a number that is taken as it is written. */
  | { readonly kind: 'version' }
  /** A path relative to the file, with forward slashes, that stays inside its folder. */
  | { readonly kind: 'path' }
  | { readonly kind: 'list'; readonly of: Shape; readonly orOne?: boolean }
  /** Any keys, all with one kind of value. */
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'object'; readonly properties: SettingTable }
  /** Severities and options, by rule. */
  | { readonly kind: 'rules' };

/** One setting: what it may be, what it is when nobody says, and what it is for. */
export interface Setting {
  readonly shape: Shape;
  /** Undefined: nothing is assumed, and the description says what happens then. */
  readonly default?: unknown;
  readonly description: string;
  readonly required?: true;
}

export type SettingTable = Readonly<Record<string, Setting>>;
