import { signs } from './signs';

export const identity = { id: signs.id, name: signs.name, signs };
