import type { MigrationTool } from '../tool';
import type { ToolId } from '../unit';
import { atlas } from './atlas';
import { bun } from './bun';
import { bytebase } from './bytebase';
import { dbMigrate } from './dbMigrate';
import { dbmate } from './dbmate';
import { dbup } from './dbup';
import { diesel } from './diesel';
import { drizzle } from './drizzle';
import { encore } from './encore';
import { evolve } from './evolve';
import { flyway } from './flyway';
import { golangMigrate } from './golangMigrate';
import { goose } from './goose';
import { graphileMigrate } from './graphileMigrate';
import { grate } from './grate';
import { hasura } from './hasura';
import { liquibase } from './liquibase';
import { migratus } from './migratus';
import { mybatis } from './mybatis';
import { nodePgMigrate } from './nodePgMigrate';
import { pgroll } from './pgroll';
import { plain } from './plain';
import { play } from './play';
import { pop } from './pop';
import { postgrator } from './postgrator';
import { postgresMigrations } from './postgresMigrations';
import { prisma } from './prisma';
import { refinery } from './refinery';
import { sqitch } from './sqitch';
import { sqlMigrate } from './sqlMigrate';
import { sqlx } from './sqlx';
import { supabase } from './supabase';
import { tern } from './tern';
import { yoyo } from './yoyo';

/** All tools. If two claim a folder with the same confidence, the first one here gets it. */
export const tools: readonly MigrationTool[] = [
  drizzle,
  prisma,
  sqitch,
  liquibase,
  goose,
  dbmate,
  sqlMigrate,
  tern,
  mybatis,
  play,
  graphileMigrate,
  postgrator,
  refinery,
  evolve,
  dbup,
  grate,
  flyway,
  hasura,
  diesel,
  supabase,
  sqlx,
  encore,
  postgresMigrations,
  dbMigrate,
  migratus,
  golangMigrate,
  pop,
  bun,
  atlas,
  bytebase,
  pgroll,
  nodePgMigrate,
  yoyo,
  plain,
];

export function toolById(id: ToolId): MigrationTool {
  return tools.find((tool) => tool.id === id)!;
}
