import type { Engine } from '../../../server/src/schema/model/schema';
import { diceOf } from '../../support/dice';
import { emptyModel } from '../model';
import { statement } from './statement';

/** Statements of histories that the model follows without a server, which might refuse some of them. */
export function randomStatements(dialect: Engine, seed: number, histories: number, length: number): readonly string[] {
  const found = new Set<string>();
  for (let run = 0; run < histories; run++) {
    const dice = diceOf(seed + run);
    let model = emptyModel(dialect);
    for (let i = 0; i < length; i++) {
      const sql = statement(model.schema, false, dice);
      found.add(sql);
      const next = model.after(sql);
      if (next.problems.length === 0) model = next;
    }
  }
  return [...found];
}
