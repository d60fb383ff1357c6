import type { Language } from '@clapper/protocol';
import { SHOT_LIMITS } from './schema.ts';

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600,
  hr: 3_600,
  hrs: 3_600,
  hour: 3_600,
  hours: 3_600,
  시간: 3_600,
  m: 60,
  min: 60,
  mins: 60,
  minute: 60,
  minutes: 60,
  분: 60,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  초: 1,
  ms: 0.001,
  밀리초: 0.001,
};

/**
 * Seconds from what people type into a length: '3.5', '3,5초', '1분 20초', '90 sec', '0:03', '1:02:03'.
 * Full-width digits and decomposed Hangul count as what they look like. null: it is no length.
 */
export function parseDuration(input: string): number | null {
  // NFKC also turns full-width digits, colons and commas into plain ones.
  const text = input.normalize('NFKC').trim().toLowerCase();
  const seconds = parseClock(text) ?? parseUnits(text);
  if (seconds === null || seconds > SHOT_LIMITS.duration) return null;
  return Math.round(seconds * 1_000) / 1_000;
}

function parseClock(text: string): number | null {
  const parts = /^(?:(\d+):)?(\d+):(\d{1,2}(?:[.,]\d+)?)$/.exec(text);
  if (parts === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  if (number(seconds) >= 60 || (parts[1] !== undefined && number(minutes) >= 60)) return null;
  return number(hours) * 3_600 + number(minutes) * 60 + number(seconds);
}

/** Numbers with units, largest first; a lone number is seconds. */
function parseUnits(text: string): number | null {
  if (/^\d*[.,]?\d+[.,]?$/.test(text)) return number(text.replace(/[.,]$/, ''));
  const pieces = [...text.matchAll(/(\d*[.,]?\d+)\s*(\p{L}+)\.?/gu)];
  if (pieces.length === 0 || text.replace(/(\d*[.,]?\d+)\s*(\p{L}+)\.?/gu, '').trim() !== '') return null;
  let seconds = 0;
  let above = Number.POSITIVE_INFINITY;
  for (const [, amount = '', name = ''] of pieces) {
    const unit = Object.hasOwn(UNITS, name) ? UNITS[name]! : null;
    if (unit === null || unit >= above) return null;
    seconds += number(amount) * unit;
    above = unit;
  }
  return seconds;
}

function number(text: string): number {
  return Number(text.replace(',', '.'));
}

/** '3.5 s' and '3.5초'; from a minute on '1:05', in both languages. Reads back through parseDuration. */
export function formatDuration(seconds: number, language: Language): string {
  const hundredths = Math.round(seconds * 100);
  if (hundredths < 6_000) {
    const text = (hundredths / 100).toFixed(hundredths % 10 === 0 ? 1 : 2);
    return language === 'ko' ? `${text}초` : `${text} s`;
  }
  const whole = Math.floor(hundredths / 100);
  const fraction =
    hundredths % 100 === 0 ? '' : `.${`${hundredths % 100}`.padStart(2, '0').replace(/0$/, '')}`;
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor(whole / 60) % 60;
  const two = (value: number): string => `${value}`.padStart(2, '0');
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}${fraction}`;
}
