import type { Cut } from '@clapper/documents/review';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../../../ui/toast.tsx';

/** As long as an offer to take something back stands. */
const OFFERED_MS = 8_000;

/** Tells whoever watches that another cut has come, and leads to it; nobody is taken there. */
export function useNewCut(
  cuts: readonly Cut[],
  { me, watched, choose }: { me: string; watched: string | null; choose: (cut: string) => void },
): void {
  const { t } = useTranslation('review');
  const newest = cuts.at(-1);
  const known = useRef(newest?.id);
  const latest = useRef({ t, choose });
  useEffect(() => {
    latest.current = { t, choose };
  });
  useEffect(() => {
    if (newest === undefined || newest.id === known.current) return;
    const before = known.current;
    known.current = newest.id;
    // The first one there is, one's own, or the one before one that was deleted.
    if (before === undefined || newest.id < before || newest.createdBy === me || newest.id === watched)
      return;
    const { t: words, choose: go } = latest.current;
    showToast({
      message: words('cut.came', { number: newest.number }),
      action: { label: words('cut.show'), run: () => go(newest.id) },
      stayMs: OFFERED_MS,
    });
  }, [newest, me, watched]);
}
