import type { Rules } from '../rules.ts';

export const FEED_RULES: Rules = { entries: { write: 'server' } };
