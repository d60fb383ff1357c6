import type { Shot } from '@clapper/documents';

/** Why what is said of a shot concerns somebody. */
export function becauseOf({ assignee, createdBy }: Shot, me: string): 'assigned' | 'made' | 'named' {
  if (assignee === me) return 'assigned';
  return createdBy === me ? 'made' : 'named';
}

/** Whose it is: they hear of what is said of it. */
export function peopleOf({ assignee, createdBy }: Shot): string[] {
  return [assignee, createdBy].filter((user) => user !== null);
}
