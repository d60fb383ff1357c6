/**
 * What each person says about each thing: a reaction to a note, the verdict on a stage. One plain value
 * under the key `<subject>/<user>`, which only that user writes. Flat, because two people's first reaction
 * would otherwise each make the map they go into, and one of the two would be lost.
 */
export interface VoteAddress {
  /** Id of a record, here or in another document of the project. */
  subject: string;
  user: string;
}

export interface Vote<T> extends VoteAddress {
  value: T;
}

const KEY = /^([^/]{1,64})\/([^/]{1,64})$/;

export function voteKey({ subject, user }: VoteAddress): string {
  return `${subject}/${user}`;
}

/** Null when the key names no one. */
export function parseVoteKey(key: string): VoteAddress | null {
  const found = KEY.exec(key);
  return found === null ? null : { subject: found[1]!, user: found[2]! };
}
