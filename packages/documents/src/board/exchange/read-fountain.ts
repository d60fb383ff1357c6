import { SHOT_FILE_LIMITS, type ShotReading } from './proposal.ts';
import { shotsOfScript, type ScriptPart } from './scenes.ts';

/** `INT. CAFE - DAY`, `.골목`, and as Korean screenplays number their scenes: `S#8. 카페 / 낮`. */
const HEADING = /^(?:(?:INT|EXT|EST|INT\.?\/EXT|EXT\.?\/INT|I\/E)[. ]|S#\s?\d|\.(?=[\p{L}\p{N}]))/iu;
const NUMBER = /\s*#([\p{L}\p{N}.\-)]{1,20})#\s*$/u;
const TITLE_PAGE =
  /^(?:title|credit|authors?|source|notes|draft date|date|contact|copyright|revision|format|제목|작가|각본|연락처)\s*:/i;

/**
 * Screenplays in Fountain: plain text in which what a line is follows from how it stands. Hangul has no capitals, so a name there is
 * one or two short words above a line that is spoken, or whatever an `@` forces.
 */
export function readFountain(file: string): ShotReading {
  if (file.length > SHOT_FILE_LIMITS.file) return { ok: false, code: 'too_large' };
  // Each note leaves a sign of nobody's in its place, for it may be longer than its line.
  const notes: string[] = [];
  const text = withoutBoneyard(file.replace(/^\u{FEFF}/u, '').replaceAll(/\r\n?/g, '\n')).replaceAll(
    /\[\[([^[\]]{0,5000})\]\]/g,
    (_, words: string) => `\u{E000}${notes.push(words.trim()) - 1}\u{E001}`,
  );
  const lines = withoutTitlePage(text.split('\n'));
  const parts: ScriptPart[] = [];
  const add = (type: ScriptPart['type'], words: string, number = ''): void => {
    const plain = plainText(words);
    if (plain !== '') parts.push({ type, text: plain, number });
  };
  let speaking = false;
  lines.forEach((whole, index) => {
    const own = [...whole.matchAll(/\u{E000}(\d+)\u{E001}/gu)].map((match) => notes[Number(match[1])] ?? '');
    const line = whole.replaceAll(/\u{E000}\d+\u{E001}/gu, '').trim();
    const before = index === 0 || lines[index - 1]!.trim() === '';
    const after = (lines[index + 1] ?? '').trim() !== '';
    if (line === '') {
      // Two spaces hold a speech together over an empty line.
      if (whole.length < 2 || whole.trim() !== '') speaking = false;
    } else if (speaking) add(/^\(.*\)$/.test(line) ? 'parenthetical' : 'dialogue', line.replace(/^~/, ''));
    else if (before && HEADING.test(line) && !line.startsWith('..')) {
      const number = NUMBER.exec(line)?.[1] ?? /^S#\s?(\d+[A-Z]?)/i.exec(line)?.[1] ?? '';
      add('heading', line.replace(NUMBER, '').replace(/^\./, ''), number);
    } else if (isPlaceHolder(line)) {
      // Sections, page breaks, transitions and centred words say how the script is laid out.
    } else if (line.startsWith('=')) add('note', line.slice(1));
    else if (before && after && isName(line)) {
      speaking = true;
      add('character', line.replace(/^@/, '').replace(/\s*\^$/, ''));
    } else add('action', line.replace(/^!/, ''));
    for (const words of own) add('note', words);
  });
  return shotsOfScript(joined(parts));
}

function isPlaceHolder(line: string): boolean {
  return /^(#|===)/.test(line) || line.startsWith('>') || /^[\p{Lu} ]{2,40} TO:$/u.test(line);
}

/** In capitals, or, where letters have none, short. */
function isName(line: string): boolean {
  if (line.startsWith('@')) return line.length > 1;
  if (line.startsWith('!')) return false;
  const name = line.replace(/\s*\^$/, '').replace(/\s*\([^()]{0,60}\)\s*$/, '');
  if (!/^\p{L}/u.test(name) || name.length > 60 || /[.!?…,:;]$/.test(name)) return false;
  if (/\p{Lu}/u.test(name)) return name === name.toUpperCase();
  return !/\p{Ll}/u.test(name) && /^\S{1,6}(?: \S{1,6})?$/u.test(name);
}

/** What was struck out, a comment as in C, to the end where nobody closes it. */
function withoutBoneyard(text: string): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const begin = text.indexOf('/*', at);
    if (begin < 0) return kept.join('') + text.slice(at);
    kept.push(text.slice(at, begin));
    const end = text.indexOf('*/', begin + 2);
    if (end < 0) return kept.join('');
    at = end + 2;
  }
}

function withoutTitlePage(lines: string[]): string[] {
  if (!TITLE_PAGE.test(lines[0] ?? '')) return lines;
  const end = lines.findIndex((line) => line.trim() === '');
  return end < 0 ? [] : lines.slice(end + 1);
}

/** Without the signs for bold, italic and underlined, and the strokes that say a sign is meant. */
function plainText(words: string): string {
  return words
    .replaceAll(/(?<![\\*_])(\*{1,3}|_)(?=[^\s*_])([^*_\n]{1,500}?)(?<![\s\\])\1/g, '$2')
    .replaceAll(/\\([*_\\])/g, '$1')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
}

/** Lines of one paragraph are one action; of one speech one line each is kept with its speaker once. */
function joined(parts: readonly ScriptPart[]): ScriptPart[] {
  const kept: ScriptPart[] = [];
  for (const part of parts) {
    const last = kept.at(-1);
    if (part.type === 'dialogue' && last?.type === 'dialogue') {
      kept[kept.length - 1] = { ...last, text: `${last.text} ${part.text}` };
    } else kept.push(part);
  }
  return kept;
}
