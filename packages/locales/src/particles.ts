/** Korean says one or the other, by how the word before it ends: with a consonant, or without. */
const PAIRS: Readonly<Record<string, readonly [string, string]>> = {
  '을(를)': ['을', '를'],
  '이(가)': ['이', '가'],
  '은(는)': ['은', '는'],
  '과(와)': ['과', '와'],
  '(으)로': ['으로', '로'],
};
const BOTH = /을\(를\)|이\(가\)|은\(는\)|과\(와\)|\(으\)로/g;

/** What stands around a word and is not spoken: quotes, and the weekday behind a date. */
const UNSPOKEN = /(?:[’”'"」』>\s]|\([^()]*\))+$/u;

/** The final consonants as Unicode counts them: none, and the one that takes 로. */
const NONE = 0;
const RIEUL = 8;
const OTHER = 1;
/** 영 일 이 삼 사 오 육 칠 팔 구 */
const DIGITS = [OTHER, RIEUL, NONE, OTHER, NONE, NONE, OTHER, RIEUL, RIEUL, NONE];

/** Chooses the particles behind words that were filled in. Behind letters that everybody reads otherwise both stay. */
export function withParticles(text: string): string {
  return text.replace(BOTH, (both: string, at: number) => {
    const ending = endingOf(text.slice(0, at).replace(UNSPOKEN, ''));
    const [closed, open] = PAIRS[both]!;
    if (ending === null) return both;
    return ending === NONE || (both === '(으)로' && ending === RIEUL) ? open : closed;
  });
}

function endingOf(word: string): number | null {
  const last = word.at(-1) ?? '';
  if (last >= '가' && last <= '힣') return (last.charCodeAt(0) - '가'.charCodeAt(0)) % 28;
  return last >= '0' && last <= '9' ? DIGITS[Number(last)]! : null;
}
