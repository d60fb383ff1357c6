import type { Rules } from '../rules.ts';

export const HOME_RULES: Rules = { projects: { write: 'server' } };
