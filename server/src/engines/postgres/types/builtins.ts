/*
 * Functions of PostgreSQL that migrations use, by the type that they return (manual, chapter 9; the same in every release since
 * 13). A test compares the list with a real server's pg_proc.
 */
const BY_RESULT: Readonly<Record<string, string>> = {
  text: `array_dims array_to_string chr col_description concat concat_ws current_query current_setting encode format format_type host
    initcap json_array_elements_text json_object_keys json_typeof jsonb_array_elements_text jsonb_object_keys jsonb_pretty jsonb_typeof left lpad
    md5 normalize obj_description pg_collation_for pg_describe_object pg_get_constraintdef pg_get_expr pg_get_function_arguments
    pg_get_function_identity_arguments pg_get_function_result pg_get_functiondef pg_get_indexdef pg_get_partkeydef pg_get_ruledef
    pg_get_serial_sequence pg_get_triggerdef pg_get_viewdef pg_size_pretty quote_ident quote_literal quote_nullable regexp_replace
    regexp_split_to_table repeat replace right rpad set_config shobj_description split_part timeofday to_ascii to_char to_hex translate version`,
  integer: `array_length array_lower array_ndims array_position array_upper ascii bit_length cardinality char_length character_length family
    generate_subscripts get_bit get_byte json_array_length jsonb_array_length masklen num_nonnulls num_nulls numnode octet_length pg_backend_pid
    pg_column_size pg_trigger_depth position scale strpos width_bucket`,
  'integer[]': 'array_positions pg_blocking_pids',
  bigint: `count currval dense_rank lastval nextval pg_database_size pg_indexes_size pg_relation_size pg_size_bytes pg_table_size
    pg_total_relation_size rank regr_count row_number setval txid_current`,
  boolean: `bool_and bool_or every has_column_privilege has_database_privilege has_function_privilege has_schema_privilege has_sequence_privilege
    has_table_privilege has_type_privilege isempty isfinite jsonb_path_exists jsonb_path_match lower_inc lower_inf overlaps pg_advisory_unlock
    pg_cancel_backend pg_function_is_visible pg_has_role pg_is_in_recovery pg_reload_conf pg_table_is_visible pg_terminate_backend
    pg_try_advisory_lock pg_try_advisory_xact_lock pg_type_is_visible row_security_active starts_with upper_inc upper_inf xml_is_well_formed xpath_exists`,
  'double precision': `acos asin atan atan2 cbrt corr cos cot covar_pop covar_samp cume_dist date_part degrees percent_rank pi radians regr_avgx
    regr_avgy regr_intercept regr_r2 regr_slope sin tan`,
  real: 'ts_rank ts_rank_cd',
  numeric: 'div extract factorial to_number',
  'timestamp with time zone': 'clock_timestamp make_timestamptz now statement_timestamp to_timestamp transaction_timestamp',
  'timestamp without time zone': 'make_timestamp',
  'time without time zone': 'make_time',
  date: 'make_date to_date',
  interval: 'justify_days justify_hours justify_interval make_interval',
  uuid: 'gen_random_uuid',
  bytea: 'decode set_byte sha224 sha256 sha384 sha512',
  json: `array_to_json json_agg json_array_elements json_build_array json_build_object json_extract_path json_object json_object_agg
    json_strip_nulls row_to_json to_json`,
  jsonb: `jsonb_agg jsonb_array_elements jsonb_build_array jsonb_build_object jsonb_extract_path jsonb_insert jsonb_object jsonb_object_agg
    jsonb_path_query jsonb_path_query_array jsonb_path_query_first jsonb_set jsonb_strip_nulls to_jsonb`,
  tsvector: 'array_to_tsvector json_to_tsvector jsonb_to_tsvector setweight strip to_tsvector ts_delete ts_filter',
  tsquery: 'phraseto_tsquery plainto_tsquery to_tsquery ts_rewrite websearch_to_tsquery',
  'text[]': 'parse_ident regexp_match regexp_matches regexp_split_to_array string_to_array tsvector_to_array',
  name: 'current_database current_schema current_user pg_get_userbyid session_user',
  'name[]': 'current_schemas',
  inet: 'broadcast hostmask netmask',
  cidr: 'network',
  xml: 'xmlagg xmlcomment xpath_table',
  'xml[]': 'xpath',
  regtype: 'pg_typeof to_regtype',
  regclass: 'pg_partition_root to_regclass',
  regnamespace: 'to_regnamespace',
  regproc: 'to_regproc',
  int4range: 'int4range',
  int8range: 'int8range',
  numrange: 'numrange',
  daterange: 'daterange',
  tsrange: 'tsrange',
  tstzrange: 'tstzrange',
  void: `pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock_all pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_notify pg_sleep
    pg_sleep_for pg_sleep_until setseed`,
};

/** Functions whose result type depends on the types of the arguments. */
const BY_ARGUMENT =
  `abs age any_value array_agg array_append array_cat array_fill array_prepend array_remove array_replace avg bit_and bit_or
  btrim ceil ceiling coalesce date_bin date_trunc exp first_value floor gcd generate_series greatest json_each json_each_text json_populate_record
  json_populate_recordset json_to_recordset jsonb_each jsonb_each_text jsonb_populate_record jsonb_populate_recordset jsonb_to_recordset lag
  last_value lcm lead least length ln log lower ltrim max min mod mode nth_value nullif overlay percentile_cont percentile_disc power random
  range_agg range_merge regexp_count reverse round rtrim sign sqrt stddev string_agg substr substring sum timezone trim trunc ts_headline unnest
  upper variance`.split(/\s+/);

const RESULTS: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_RESULT).flatMap(([type, names]) => names.split(/\s+/).map((name) => [name, type] as const)),
);
const OTHERS: ReadonlySet<string> = new Set(BY_ARGUMENT);

/**
 * The type that a built-in function returns, as format_type prints it. Undefined when the arguments determine it, and for other functions.
 */
export function builtinResult(name: string): string | undefined {
  return RESULTS.get(name) ?? KEYWORDS[name];
}

/** Functions that are called without parentheses, and EXTRACT. */
const KEYWORDS: Readonly<Record<string, string>> = {
  current_date: 'date',
  current_time: 'time with time zone',
  current_timestamp: 'timestamp with time zone',
  localtime: 'time without time zone',
  localtimestamp: 'timestamp without time zone',
  current_role: 'name',
  user: 'name',
};

/** True of functions that make no objects and call no others. */
export function isBuiltin(name: string): boolean {
  return builtinResult(name) !== undefined || OTHERS.has(name) || name.startsWith('pg_');
}
