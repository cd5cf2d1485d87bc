/** Databases whose SQL is PostgreSQL's, and those that stand in for another one while somebody develops. */
const MAY_BE_POSTGRES = /^(?:postgresql|pgsql|redshift|yugabytedb|cockroachdb|h2|hsqldb)$/;

/** The database that the JDBC addresses of a configuration name, when none of them may be PostgreSQL. Comments begin with `#` or `!`. */
export function otherJdbcEngine(config: string): string | undefined {
  const engines = [...config.matchAll(/^[^#!\n]*?\bjdbc:([a-z0-9]+):/gm)].map(([, engine = '']) => engine);
  return engines.some((engine) => MAY_BE_POSTGRES.test(engine)) ? undefined : engines[0];
}
