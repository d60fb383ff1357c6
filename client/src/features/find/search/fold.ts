/** Plain Latin letters and Hangul stand as they are; nothing else has to be looked at. */
const PLAIN = /^[\0-\x7f\u1100-\ud7a3]*$/;
const OTHER = /[^\0-\x7f\u1100-\ud7a3]/g;

/**
 * Text as it is compared: no capitals, no accents on Latin letters. As long as the text, unit by unit, so that a place
 * in one is the same place in the other. The text is NFC.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.replace(OTHER, withoutAccent).toLowerCase().padEnd(text.length);
}

function withoutAccent(unit: string): string {
  const base = unit.normalize('NFD').charAt(0);
  const lower = base.toLowerCase();
  return lower.length === 1 ? lower : unit;
}
