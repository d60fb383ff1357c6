import type { FileType } from '@clapper/protocol';

/** What `typeOf` wants to see of a file. */
export const HEAD_BYTES = 4_096;

/** The kind of a file by its first bytes; its name and what was said of it count for nothing. Null: none that is taken. */
export function typeOf(head: Uint8Array): FileType | null {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (/^GIF8[79]a/.test(text)) return 'image/gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.startsWith('\x1a\x45\xdf\xa3')) return matroskaType(text);
  return isoType(text);
}

function matroskaType(text: string): FileType | null {
  // The element that names it: its id, its length in one byte, its value.
  const name = /\x42\x82[\x81-\xff]([a-z]+)/.exec(text.slice(0, 128))?.[1];
  if (name === 'webm') return 'video/webm';
  return name === 'matroska' ? 'video/x-matroska' : null;
}

/** Boxes that a QuickTime film of before `ftyp` may begin with. */
const OLD_QUICKTIME = new Set(['moov', 'mdat', 'wide', 'free', 'skip']);

function isoType(text: string): FileType | null {
  const box = text.slice(4, 8);
  if (OLD_QUICKTIME.has(box)) return 'video/quicktime';
  if (box !== 'ftyp') return null;
  const major = text.slice(8, 12);
  const size = Math.min(text.charCodeAt(2) * 256 + text.charCodeAt(3), text.length);
  const brands = new Set([major, ...(text.slice(16, size).match(/.{4}/gs) ?? [])]);
  if (brands.has('avif') || brands.has('avis')) return 'image/avif';
  if (major === 'qt  ') return 'video/quicktime';
  // HEIC says `mif1` as AVIF does, and is not taken.
  return [...brands].some((brand) => /^(iso\w|mp4\w|avc1|M4V[ HP]|MSNV|dash|3gp\w|f4v )$/.test(brand))
    ? 'video/mp4'
    : null;
}
