import assert from 'node:assert/strict';
import { CASES } from './cases/index';
import { type Server, sharedServer } from './server';

let server: Server;

function check(name: string, statements: readonly string[]): void {
  it(name, async () => {
    await server.reset();
    const found = await server.compare(statements);
    if (found !== undefined) assert.fail([found.statement, ...found.lines].join('\n    '));
  });
}

describe('the model and a real PostgreSQL', () => {
  before(async () => {
    server = await sharedServer();
  });

  for (const [family, cases] of Object.entries(CASES)) {
    describe(family, () => {
      for (const [name, statements] of Object.entries(cases)) check(name, statements);
    });
  }
});
