import { tools } from '../../migrations/tools';
import type { EngineDescription } from '../../schema/model/schema';
import type { EngineSigns } from '../../sql/signs';
import type { Work } from '../work';
import { docs } from './docs';
import { erd } from './erd';
import { explain } from './explain';
import { init } from './init';
import { lint } from './lint';
import type { Run } from './run';
import { schema } from './schema';
import type { Session } from './session';

const runs: Readonly<Record<string, Run>> = { lint, schema, erd, docs, explain, init };

/** All that the commands do, for these engines. `otherDatabases` are recognised and cannot be read. */
export function workOf(engines: readonly EngineDescription[], otherDatabases: readonly EngineSigns[]): Work {
  return {
    engines,
    tools: tools.map(({ id }) => id).sort(),
    async run(command, given, terminal, surroundings) {
      const tasks: (() => void)[] = [];
      const session: Session = { ...terminal, ...surroundings, engines, otherDatabases, atEnd: (task) => void tasks.push(task) };
      const code = await runs[command]!(given, session);
      for (const task of tasks) task();
      return code;
    },
  };
}
