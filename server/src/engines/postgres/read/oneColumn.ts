/** Built-in functions whose result is one column, and what that is called when the alias does not say (chooseScalarFunctionAlias). */
export const ONE_COLUMN: Readonly<Record<string, string | undefined>> = {
  generate_series: 'generate_series',
  generate_subscripts: 'generate_subscripts',
  unnest: 'unnest',
  regexp_split_to_table: 'regexp_split_to_table',
  string_to_table: 'string_to_table',
};
