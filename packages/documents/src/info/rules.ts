import type { Rules } from '../rules.ts';

export const INFO_RULES: Rules = { project: { write: 'server' }, members: { write: 'server' } };
