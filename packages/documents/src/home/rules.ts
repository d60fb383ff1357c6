import type { Rules } from '../rules.ts';

/** What concerns somebody the server alone says, else anybody could be told anything; what they make of it is theirs. */
export const HOME_RULES: Rules = {
  projects: { write: 'server' },
  notifications: { write: 'server' },
  marks: { write: 'self', key: 'writer' },
  readings: { write: 'self', key: 'writer' },
  follows: { write: 'self', key: 'writer' },
  preferences: { fields: { mail: { write: 'self' }, push: { write: 'self' } } },
};
