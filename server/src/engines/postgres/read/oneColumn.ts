/** Built-in functions whose result is one column, with the name of the column when the alias gives none (chooseScalarFunctionAlias). */
export const ONE_COLUMN: Readonly<Record<string, string | undefined>> = {
  generate_series: 'generate_series',
  generate_subscripts: 'generate_subscripts',
  unnest: 'unnest',
  regexp_split_to_table: 'regexp_split_to_table',
  string_to_table: 'string_to_table',
};
