import type { Migration } from '../migrate.ts';

/** Append only; each step needs a saved document of the version before it among the fixtures. */
export const MEDIA_MIGRATIONS: readonly Migration[] = [];
