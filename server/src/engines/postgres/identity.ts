export const identity = { id: 'postgresql', name: 'PostgreSQL' };
