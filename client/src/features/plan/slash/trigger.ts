/** What is being typed behind a sign that offers something: `/` what can be put here, `#` shots, `@` people and days. */
export interface Trigger {
  sign: '/' | '#' | '@';
  query: string;
  /** Of the sign and what was typed behind it. */
  length: number;
}

/** Names have spaces in them; longer than this and it is a sentence. */
const CHIP = /(?:^|[^\p{L}\p{N}_#@&/])([#@])((?!\s)[^#@\n\ufffc]{0,40})$/u;
const SLASH = /(?:^|\s)\/([^\s/]{0,24})$/u;

/** At the start of a line or after a space, not inside a word, an address or a path. */
export function triggerAt(textBefore: string): Trigger | null {
  const slash = SLASH.exec(textBefore);
  if (slash !== null) return trigger('/', slash[1]);
  const [, sign, query] = CHIP.exec(textBefore) ?? [];
  if ((sign !== '#' && sign !== '@') || query === undefined || query.includes('  ')) return null;
  return trigger(sign, query);
}

function trigger(sign: Trigger['sign'], query = ''): Trigger {
  return { sign, query, length: query.length + 1 };
}
