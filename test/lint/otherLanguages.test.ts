import assert from 'node:assert/strict';
import { createProject } from '../../server/src/project/project';
import { testEngine } from '../support/memoryProject';

describe('findings in SQL within another language', () => {
  it('stand where the SQL stands, and no fix writes into the file', async () => {
    const yaml = 'operations:\n  - sql:\n      up: CREATE TABLE users (id bigint PRIMARY KEY)\n      down: DROP TABLE users\n';
    const project = createProject([await testEngine()]);
    project.update(new Map([['migrations/1_users.yaml', yaml]]));
    const [root] = project.roots();
    const findings = project.findings(root!);
    assert.deepEqual(
      findings.map(({ rule, span }) => `${rule} ${yaml.slice(span.start, span.end)}`),
      ['missing-created-at users', 'missing-updated-at users'],
    );
    assert.deepEqual(
      findings.flatMap(({ fixes }) => fixes),
      [],
    );
  });
});
