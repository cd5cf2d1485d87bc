import type { Engine } from '../../../server/src/schema/model/schema';
import { diceOf } from '../../support/dice';
import { difference, modelFacts, typesTold } from '../facts';
import { emptyModel, type Model } from '../model';
import type { Server } from '../server';
import { isForBoth } from './refusals';
import { statement } from './statement';

/** A history after which the model and the server differ. */
export interface Disagreement {
  readonly statements: readonly string[];
  readonly lines: readonly string[];
}

export interface Outcome {
  /** Number of statements that were tried, and of those that the server accepted. */
  readonly tried: number;
  readonly accepted: number;
  /** Columns of views whose type the model knows at the end, and those whose type it does not know. */
  readonly types: { readonly told: number; readonly untold: number };
  readonly disagreement?: Disagreement;
}

/** Number of statements that are tried at one place of a history until the server accepts one. */
const ATTEMPTS = 8;

/** Runs a history of `length` statements that the server accepts, up to the first after which the two differ. */
export async function randomHistory(server: Server, dialect: Engine, seed: number, length: number): Promise<Outcome> {
  const dice = diceOf(seed);
  const run = await session(server, dialect);
  let tried = 0;
  const outcome = (): Outcome => ({ tried, accepted: run.accepted.length, types: typesTold(modelFacts(run.model().schema)) });
  for (let attempt = 0; attempt < length * ATTEMPTS && run.accepted.length < length; attempt++) {
    tried++;
    const accepted = await run.add(statement(run.model().schema, run.inTransaction(), dice));
    const lines = accepted ? await run.differences() : [];
    if (lines.length > 0) return { ...outcome(), disagreement: await shrunk(server, dialect, { statements: run.told, lines }) };
  }
  return outcome();
}

interface Session {
  readonly accepted: readonly string[];
  /** The accepted statements, and those that only the model accepts. */
  readonly told: readonly string[];
  /** False when the model found a problem in a statement that the server accepted, or the other way round. */
  isSound(): boolean;
  model(): Model;
  inTransaction(): boolean;
  /** Runs a statement on both sides, unless the server refuses it. */
  add(statement: string): Promise<boolean>;
  /** Differences between the two sides by now, and problems that the model found in accepted statements. */
  differences(): Promise<readonly string[]>;
}

async function session(server: Server, dialect: Engine): Promise<Session> {
  await server.reset();
  let model = emptyModel(dialect);
  const accepted: string[] = [];
  const told: string[] = [];
  const problems: string[] = [];
  return {
    accepted,
    told,
    isSound: () => problems.length === 0,
    model: () => model,
    inTransaction: server.isInTransaction,
    async add(sql) {
      const message = await server.attempt(sql);
      if (message !== undefined) {
        if (!isForBoth(message) || !accepts(model, sql)) return false;
        told.push(sql);
        problems.push(`the model accepts ${sql}, of which the server says: ${message}`);
        return false;
      }
      accepted.push(sql);
      told.push(sql);
      model = model.after(sql);
      problems.push(...model.problems.map((problem) => `the model reports ${problem} in ${sql}`));
      return true;
    },
    differences: async () => [...difference(await server.facts(), modelFacts(model.schema)), ...problems],
  };
}

/** True when a statement changes the model and the model finds no problem in it. */
function accepts(model: Model, statement: string): boolean {
  const after = model.after(statement);
  return after.problems.length === 0 && difference(modelFacts(model.schema), modelFacts(after.schema)).length > 0;
}

/** The disagreement without the statements that it does not need. */
async function shrunk(server: Server, dialect: Engine, found: Disagreement): Promise<Disagreement> {
  let smallest = found;
  for (let i = found.statements.length - 1; i >= 0; i--) {
    if (i >= smallest.statements.length) continue;
    const fewer = await firstDisagreement(
      server,
      dialect,
      smallest.statements.filter((_, j) => j !== i),
    );
    if (fewer !== undefined) smallest = fewer;
  }
  return smallest;
}

async function firstDisagreement(server: Server, dialect: Engine, statements: readonly string[]): Promise<Disagreement | undefined> {
  const run = await session(server, dialect);
  for (const statement of statements) {
    const accepted = await run.add(statement);
    const lines = accepted || !run.isSound() ? await run.differences() : [];
    if (lines.length > 0) return { statements: run.told, lines };
  }
  return undefined;
}
