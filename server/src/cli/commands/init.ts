import { CONFIG_FILE } from '../../config/file';
import { defineCommand } from '../command';

export const initCommand = defineCommand({
  name: 'init',
  summary: `Write ${CONFIG_FILE} from what is found`,
  words: { usage: '', least: 0, most: 0 },
  options: {},
  details: `
The file is written at the top of the Git checkout, or in the current folder when there is none. Without it everything
is detected: it is needed where that is wrong, or where a rule shall be stricter or more lenient. An existing file is
never overwritten.`,
});
