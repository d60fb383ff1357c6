import { secondsOf, type Rate } from '../timecode/index.ts';
import { placeMarkers, type MarkerReading, type RawMarker, type ReadOptions } from './reading.ts';
import { childOf, childrenOf, readXml, textOf, type XmlElement } from './read-xml.ts';

/** The markers of a sequence and of its clips, as Premiere and Final Cut Pro 7 write them. */
export function readXmeml(file: string, options: ReadOptions): MarkerReading {
  const xml = readXml(file);
  if (!xml.ok) return xml;
  const sequence = xml.root.name === 'xmeml' ? sequenceIn(xml.root) : undefined;
  if (sequence === undefined) return { ok: false, code: 'unreadable' };
  const rate = rateOf(sequence) ?? options.clip.rate;
  const own = childrenOf(sequence, 'marker').map((marker) => markerOf(marker, rate, 0));
  const ofClips = clipsOf(sequence).flatMap((clip) => {
    // -1: it stands next to a transition, which holds its place; where that is says the transition alone.
    const start = numberOf(clip, 'start');
    if (start === null || start < 0) return [];
    const shift = start - (numberOf(clip, 'in') ?? 0);
    return childrenOf(clip, 'marker').map((marker) => markerOf(marker, rate, shift));
  });
  return placeMarkers([...own, ...ofClips], options);
}

function markerOf(marker: XmlElement, rate: Rate, shift: number): RawMarker {
  const [at, end] = [numberOf(marker, 'in'), numberOf(marker, 'out')];
  const [name, comment] = [textOf(marker, 'name').trim(), textOf(marker, 'comment').trim()];
  return {
    seconds: at === null ? null : secondsOf(at + shift, rate),
    endSeconds: end === null || end < 0 ? null : secondsOf(end + shift, rate),
    author: '',
    words: [name, comment].filter((part) => part !== '').join('\n'),
    color: null,
  };
}

/** The first sequence, however deep in projects and bins. */
function sequenceIn(element: XmlElement): XmlElement | undefined {
  if (element.name === 'sequence') return element;
  for (const child of element.children) {
    const found = sequenceIn(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function clipsOf(sequence: XmlElement): XmlElement[] {
  const media = childOf(sequence, 'media');
  return ['video', 'audio'].flatMap((kind) =>
    childrenOf(childOf(media, kind), 'track').flatMap((track) => childrenOf(track, 'clipitem')),
  );
}

function rateOf(sequence: XmlElement): Rate | null {
  const rate = childOf(sequence, 'rate');
  const base = numberOf(rate, 'timebase');
  if (base === null || base < 1 || base > 1000) return null;
  return textOf(rate, 'ntsc').trim().toUpperCase() === 'TRUE'
    ? { num: base * 1000, den: 1001 }
    : { num: base, den: 1 };
}

function numberOf(element: XmlElement | undefined, name: string): number | null {
  const text = textOf(element, name).trim();
  return /^-?\d{1,10}$/.test(text) ? Number(text) : null;
}
