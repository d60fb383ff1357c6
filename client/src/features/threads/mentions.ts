import { findHangul } from '../../ui/hangul.ts';

/** Somebody who can be written to. */
export interface Member {
  id: string;
  name: string;
}

export interface MentionQuery {
  /** Where the @ stands. */
  from: number;
  to: number;
  query: string;
}

/** Longer than any name one still types out to find somebody. */
const LONGEST = 40;

/** The name that is being typed behind an @ in front of the caret; null: none is. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const from = text.slice(0, caret).lastIndexOf('@');
  if (from < 0 || caret - from > LONGEST) return null;
  // `mail@home` writes to nobody.
  if (from > 0 && /[\p{L}\p{N}_.]/u.test(text[from - 1] ?? '')) return null;
  const query = text.slice(from + 1, caret);
  return /^\s|\n|\s\s/.test(query) ? null : { from, to: caret, query };
}

/** Whose names fit what was typed, those that begin with it first; nobody once a name stands there whole. */
export function membersFor<Type extends Member>(query: string, members: readonly Type[]): Type[] {
  const wanted = query.trimEnd();
  if (wanted !== query && members.some(({ name }) => name === wanted)) return [];
  return members
    .map((member) => ({ member, at: findHangul(member.name, wanted)?.from ?? -1 }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => Number(a.at > 0) - Number(b.at > 0))
    .map(({ member }) => member);
}

/** The text with the name written out, and where the caret then stands. */
export function completeMention(
  text: string,
  { from, to }: MentionQuery,
  name: string,
): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + text.slice(to).replace(/^ /, ''), caret: before.length };
}

/** Who is written to in these words. Of two names the longer one counts: @김하늘빛 does not call 김하늘. */
export function mentionsIn(text: string, members: readonly Member[]): { user: string; name: string }[] {
  const found = new Map<string, string>();
  for (const part of splitMentions(
    text,
    members.map(({ id, name }) => ({ user: id, name })),
  )) {
    if (part.user !== null && !found.has(part.user)) found.set(part.user, part.text.slice(1));
  }
  return Array.from(found, ([user, name]) => ({ user, name }));
}

export interface WordsPart {
  text: string;
  /** Whom it names; null: plain words. */
  user: string | null;
}

/** Words cut at the names in them, for showing. */
export function splitMentions(
  words: string,
  mentions: readonly { user: string; name: string }[],
): WordsPart[] {
  const byLength = mentions
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => b.name.length - a.name.length);
  const parts: WordsPart[] = [];
  let plainFrom = 0;
  const plain = (to: number) => {
    if (to > plainFrom) parts.push({ text: words.slice(plainFrom, to), user: null });
  };
  for (let at = words.indexOf('@'); at >= 0; at = words.indexOf('@', at + 1)) {
    const named = byLength.find(({ name }) => words.startsWith(name, at + 1));
    if (named === undefined || at < plainFrom) continue;
    plain(at);
    plainFrom = at + 1 + named.name.length;
    parts.push({ text: words.slice(at, plainFrom), user: named.user });
  }
  plain(words.length);
  return parts;
}

/** Who is called in these words and is nobody here: they will not hear of it, and whoever writes should know. */
export function strangersIn(words: string, members: readonly Member[]): string[] {
  const known = members.map(({ id, name }) => ({ user: id, name }));
  const plain = splitMentions(words, known).map(({ text, user }) => (user === null ? text : ' '));
  const called = plain.flatMap((text) =>
    Array.from(text.matchAll(/(?<![\p{L}\p{N}_.])@([\p{L}\p{N}_-]{1,40})/gu), ([, name = '']) => name),
  );
  return [...new Set(called)];
}
