import type { ToolId } from '../migrations/unit';
import type { DiagramDetail } from '../protocol';
import type { SettingTable } from './shape';

/*
 * All settings. The parser, the JSON schema of migration-lens.json and the settings in package.json are derived from these tables.
 */

const tools = {
  'golang-migrate': '`N_title.up.sql` and `N_title.down.sql`',
  goose: 'sections `-- +goose Up` and `-- +goose Down`',
  dbmate: 'sections `-- migrate:up` and `-- migrate:down`',
  flyway: '`V1__title.sql`, `U1__title.sql`, `R__title.sql`',
  sqlx: '`N_title.sql`, or `N_title.up.sql` and `N_title.down.sql`',
  diesel: 'a folder with `up.sql` and `down.sql` for each migration',
  prisma: 'a folder with `migration.sql` for each migration',
  drizzle: '`N_title.sql` beside `meta/_journal.json`',
  supabase: '`supabase/migrations/N_title.sql`',
  sqitch: '`deploy/` and `revert/` in the order of `sqitch.plan`',
  hasura: 'a folder with `up.sql` and `down.sql` for each migration, below one for each database',
  atlas: 'SQL files beside `atlas.sum`',
  bun: '`N_title.tx.up.sql` and `N_title.tx.down.sql`',
  migratus: '`N-title.up.sql` and `N-title.down.sql`',
  'postgres-migrations': '`N_title.sql`, from 1 on without a gap',
  'db-migrate': '`N-title.js` with `sqls/N-title-up.sql` and `sqls/N-title-down.sql`',
  pop: '`N_title.postgres.up.sql` and `N_title.postgres.down.sql`',
  encore: '`N_title.up.sql` in the folder of a service',
  bytebase: '`1.2.0_title_ddl.sql`',
  pgroll: 'YAML and JSON files with a list of `operations`',
  'sql-migrate': 'sections `-- +migrate Up` and `-- +migrate Down`',
  tern: '`N_title.sql`, cut by `---- create above / drop below ----`',
  'node-pg-migrate': 'sections `-- Up Migration` and `-- Down Migration`, or `N_title.up.sql` and `N_title.down.sql`',
  mybatis: '`N_title.sql`, cut by `-- //@UNDO`',
  yoyo: '`title.sql` and `title.rollback.sql`',
  postgrator: '`N.do.title.sql` and `N.undo.title.sql`',
  'graphile-migrate': '`committed/N-title.sql`, then `current.sql`',
  refinery: '`V1__title.sql`; with `U1__title.sql` it may come late',
  evolve: '`V1_2__title.sql`, `R__title.sql`',
  dbup: 'SQL files in the order of their names',
  grate: '`up/`, `functions/`, `views/`, `sprocs/` and so on; RoundhousE, too',
  play: '`conf/evolutions/default/N.sql`, sections `-- !Ups` and `-- !Downs`',
  liquibase: 'a changelog in SQL, XML, YAML or JSON, and what it includes',
  plain: 'SQL files in the order of their numbers',
} satisfies Record<ToolId, string>;

const details = {
  auto: 'By the number of tables: the more there are, the less of each is drawn.',
  full: 'All columns with their types.',
  keys: 'Primary and foreign keys only.',
  names: 'Names of tables only.',
} satisfies Record<DiagramDetail, string>;

/** The settings of a root. `databases` holds names of databases by id. */
const root = (databases: Readonly<Record<string, string>>): SettingTable => ({
  folder: {
    shape: { kind: 'path' },
    required: true,
    description: 'Folder of the migrations, relative to this file.',
  },
  tool: { shape: { kind: 'string', values: tools }, description: 'The tool that runs the migrations. Detected when left out.' },
  dialect: {
    shape: { kind: 'string', values: databases },
    description:
      'The database that the migrations are for. Detected when left out. A folder for a database that cannot be read yet is left alone.',
  },
  baseline: {
    shape: { kind: 'list', of: { kind: 'path' }, orOne: true },
    default: [],
    description:
      'SQL files that are true before the first migration: a dump of the schema that the project began with, or what another tool creates. One path or several, in order.',
  },
  placeholders: {
    shape: { kind: 'map', of: { kind: 'string' } },
    default: {},
    description:
      'Values of placeholders in the SQL, by name: of `${name}`, `{{name}}`, `:name` or whatever the tool has. They win over those in the configuration files of the tool.',
  },
});

/** The settings of migration-lens.json, which belong to the project. */
export const projectSettings = (databases: readonly EngineName[]): SettingTable => ({
  roots: {
    shape: { kind: 'list', of: { kind: 'object', properties: root(Object.fromEntries(databases.map(({ id, name }) => [id, name]))) } },
    default: [],
    description: 'Folders with migrations. Detected in the whole workspace when left out.',
  },
  rules: {
    shape: { kind: 'rules' },
    default: {},
    description:
      'Severity of rules, by rule: `"error"`, `"warning"`, `"information"`, `"hint"` or `"off"`; with options `["warning", { … }]`.',
  },
  since: {
    shape: { kind: 'version' },
    description: 'Only migrations after this version are reported: what ran long ago is not changed any more.',
  },
  docs: {
    shape: {
      kind: 'object',
      properties: {
        file: {
          shape: { kind: 'path' },
          default: 'DATABASE.md',
          description: 'The document that describes the schema, relative to this file.',
        },
        title: { shape: { kind: 'string' }, description: 'Heading of the document. `Database` when left out.' },
      },
    },
    default: {},
    description: 'The document that is written about the schema.',
  },
  diagram: {
    shape: {
      kind: 'object',
      properties: {
        groups: {
          shape: { kind: 'map', of: { kind: 'list', of: { kind: 'string' }, orOne: true } },
          default: {},
          description: 'Groups of tables that are drawn together: name of the group, and patterns of table names (`order*`).',
        },
      },
    },
    default: {},
    description: 'How the schema is drawn.',
  },
});

/** A database as the configuration names it, whether it can be read or not. */
export interface EngineName {
  readonly id: string;
  readonly name: string;
}

/** The settings of VS Code below `migrationLens`, which belong to the user and never to the project. */
export const editorSettings: SettingTable = {
  'lint.enable': {
    shape: { kind: 'boolean' },
    default: true,
    description: 'Report findings in the editor. Which rules there are is up to `migration-lens.json`.',
  },
  'diagram.detail': {
    shape: { kind: 'string', values: details },
    default: 'auto',
    description: 'How much of each table a diagram shows when it is opened.',
  },
  'trace.server': {
    shape: {
      kind: 'string',
      values: { off: 'Nothing.', messages: 'Names of messages.', verbose: 'Messages with their contents.' },
    },
    default: 'off',
    description: 'What the output channel shows of the messages between VS Code and the language server.',
  },
};
