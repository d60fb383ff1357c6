import type { Cut } from '@clapper/documents/review';
import type { ErrorCode } from '@clapper/protocol';
import { useEffect, useState } from 'react';
import { useUploads } from '../../files/files-context.ts';
import { useFilm, type PictureState } from '../../files/use-picture.ts';
import { clockOf, type Clock } from '../player/clock.ts';

/** What there is to be seen of a cut; each state is said in words, and notes can be read in all of them. */
export type CutSource =
  | Exclude<PictureState, { state: 'here' }>
  | { state: 'unplayable' }
  | { state: 'there'; url: string; clock: Clock };

/** How far a cut that was added on this device is on its way; null: it is not on its way from here. */
export type CutUpload =
  | { state: 'waiting' }
  | { state: 'refused'; code: ErrorCode }
  | { state: 'uploading'; percent: number };

export function useCutUpload(cut: Cut | null): CutUpload | null {
  const { waiting } = useUploads();
  const file = waiting.find(({ hash }) => hash === cut?.file.hash);
  if (file === undefined) return null;
  if (file.state === 'waiting') return { state: 'waiting' };
  if (file.state === 'refused') return { state: 'refused', code: file.code };
  return { state: 'uploading', percent: Math.floor((100 * file.sent) / Math.max(1, file.bytes)) };
}

/** The video of a cut and its frames: as the server or the adding device counted them, else counted here. */
export function useCutSource(document: string, cut: Cut | null, again = 0): CutSource {
  const found = useFilm(document, cut?.file.hash ?? null, again);
  const url = found.state === 'here' ? found.url : null;
  const known = cut?.video ?? null;
  const constant = known !== null && !known.variable && known.frames > 0;
  const [counted, setCounted] = useState<{ url: string; clock: Clock | null } | null>(null);
  useEffect(() => {
    if (url === null || constant) return;
    let gone = false;
    void import('../player/measure.ts')
      .then(({ measureVideo }) => measureVideo(url))
      .then((measured) => {
        if (!gone) setCounted({ url, clock: measured === null ? null : clockOf(measured) });
      });
    return () => {
      gone = true;
    };
  }, [url, constant]);
  const [kept, setKept] = useState<{ of: string; clock: Clock } | null>(null);

  if (found.state !== 'here') return found;
  if (known !== null && constant) {
    // The same object as long as it says the same: a player is made for each.
    const of = `${known.rate.num}/${known.rate.den} ${known.frames}`;
    if (kept?.of === of) return { state: 'there', url: found.url, clock: kept.clock };
    setKept({ of, clock: clockOf({ video: known }) });
    return { state: 'loading' };
  }
  if (counted?.url !== found.url) return { state: 'loading' };
  if (counted.clock === null) return { state: 'unplayable' };
  return { state: 'there', url: found.url, clock: counted.clock };
}
