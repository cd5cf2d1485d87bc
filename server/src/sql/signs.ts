import { requiredWords } from './requiredWords';

/** Id of an engine in configurations: `postgresql`. Any string, because an engine is added without editing this file. */
export type EngineId = string;

/** The package managers whose manifests name drivers. `jvm` stands for Maven coordinates, `group/artifact`. */
export type Ecosystem = 'go' | 'npm' | 'cargo' | 'python' | 'composer' | 'gem' | 'nuget' | 'jvm';

/**
 * How a database is recognised in a project, as data. All words are in lower case. Every engine declares its signs, and so does
 * each database that cannot be read yet, so that its migrations are not taken for those of an engine that can be read.
 */
export interface EngineSigns {
  readonly id: EngineId;
  /** Display name: `PostgreSQL`. */
  readonly name: string;
  /** The engine whose SQL the database reads, when that is another one: CockroachDB reads PostgreSQL's. */
  readonly reads?: EngineId;
  /** True of a database that replaces another one in tests (H2): settings that name it are no evidence. */
  readonly isStandIn?: true;
  /** Names in settings of tools: a dialect, a provider, the scheme of an address, a `dbms` of Liquibase. */
  readonly names: readonly string[];
  /** Words in names of folders and files that mean this database wherever they stand in a path. */
  readonly words: readonly string[];
  /** Words with other meanings, which count only as the whole name of the migrations folder: `oracle`, `d1`. */
  readonly ambiguousWords?: readonly string[];
  /** Packages that connect to this database. Cargo's are written with the feature that brings the driver: `sqlx/postgres`. */
  readonly drivers: Partial<Readonly<Record<Ecosystem, readonly string[]>>>;
  /** Container images, without registry and tag. */
  readonly images: readonly string[];
  readonly statements: StatementSigns;
}

/** Patterns over the tokens of SQL; `sqlPattern` makes them. */
export interface StatementSigns {
  /** SQL that no other declared database accepts. */
  readonly only: readonly SqlPattern[];
  /**
   * SQL that hardly anyone writes for another database, although one accepts it: `timestamptz`, which SQLite takes for a type. It counts
   * as `only` does, but less in a file with SQL that only another database accepts.
   */
  readonly mostly?: readonly SqlPattern[];
  /** SQL that several declared databases accept, but not all: a type `datetime`. */
  readonly shared: readonly SqlPattern[];
  /** SQL that every database accepts and users of this one write. It decides only between databases with equal evidence. */
  readonly usual: readonly SqlPattern[];
  /** SQL that this database refuses. What is shared is no evidence for it in the same file. */
  readonly refused?: readonly SqlPattern[];
}

/** A pattern over SQL as `tokenText` writes it. */
export interface SqlPattern {
  /** What `sqlPattern` was called with. */
  readonly source: string;
  test(text: string): boolean;
}

export const NO_STATEMENTS: StatementSigns = { only: [], shared: [], usual: [] };

/** One name, with its schema or without: `orders`, `shop . orders`. */
const NAME = '[\\w$`"]+(?: \\. [\\w$`"]+)*';
/** Words in front of a name that is not being defined as a column. */
const NO_DEFINITION =
  'add|and|as|by|check|column|constraint|default|drop|else|exists|from|index|inherits|key|like|not|null|of|on|only|or|references|rename|select|set|then|to|trigger|unique|when';
/** Tokens that may follow a type in a column's definition. */
const AFTER_TYPE =
  '[,);]|as|auto_increment|autoincrement|check|collate|comment|constraint|default|generated|not|null|on|primary|references|unique';

/**
 * A pattern over SQL as `tokenText` writes it: one space between tokens, words in lower case, one statement a line. `<name>` is
 * a name, `^` the beginning of a statement; everything else is a regular expression. A pattern begins and ends at whole tokens.
 *
 * @param telling the part of the pattern whose words are rare in SQL, where that is not all of it
 */
export function sqlPattern(source: string, telling: string = source): SqlPattern {
  const isAnchored = source.startsWith('^');
  const bare = isAnchored ? source.slice(1) : source;
  const words = requiredWords(telling.replace(/^\^/, '').replaceAll('<name>', '(?:\\w)'));
  let pattern: RegExp | undefined;
  return {
    source,
    test(text) {
      if (words?.some((word) => text.includes(word)) === false) return false;
      pattern ??= new RegExp(`${isAnchored ? '^ ' : ' '}(?:${bare.replaceAll('<name>', () => NAME)}) `, 'm');
      return pattern.test(text);
    },
  };
}

/** A column of one of these types, in CREATE TABLE or ALTER TABLE. `types` is a regular expression over tokens. */
export function columnOfType(types: string): SqlPattern {
  return sqlPattern(
    `^(?:create|alter) (?:[a-z]+ ){0,2}table .* (?!(?:${NO_DEFINITION}) )[\\w$\`"]+ (?:${types})(?: \\( [\\d ,]+ \\))? (?:${AFTER_TYPE})`,
    types,
  );
}

/** A clause of ALTER TABLE, the first one or one that follows. */
export function alterTableClause(clause: string, telling: string = clause): SqlPattern {
  return sqlPattern(`^alter (?:ignore )?table (?:if exists )?(?:only )?<name> (?:.* , )?(?:${clause})`, telling);
}
