import type { MigrationTool } from '../tool';
import type { ToolId } from '../unit';
import { dbmate } from './dbmate';
import { diesel } from './diesel';
import { drizzle } from './drizzle';
import { flyway } from './flyway';
import { golangMigrate } from './golangMigrate';
import { goose } from './goose';
import { plain } from './plain';
import { prisma } from './prisma';
import { sqitch } from './sqitch';
import { sqlx } from './sqlx';
import { supabase } from './supabase';

/** All tools. Where two of them claim a folder with the same confidence, the one that stands first here has it. */
export const tools: readonly MigrationTool[] = [
  drizzle,
  prisma,
  sqitch,
  goose,
  dbmate,
  flyway,
  diesel,
  supabase,
  sqlx,
  golangMigrate,
  plain,
];

export function toolById(id: ToolId): MigrationTool {
  return tools.find((tool) => tool.id === id)!;
}
