import type { HandleState } from '@clapper/device';
import { sourceState, type Shot, type SourceState } from '@clapper/documents';
import { useEffect, useRef } from 'react';
import type { BoardSession } from '../session/board-session.ts';

/** What a card says of the words its shot was made of: nothing while they are the same. */
export type SourceNews = Exclude<SourceState['state'], 'same'>;

/** Somebody types in the plan: nobody looks at the cards for it more often than so. */
const LOOK_MS = 300;

/** Tells the cards whose words in the plan changed; only those whose news is another are drawn again. */
export function useSourceStates(
  { sourceNews }: Pick<BoardSession, 'sourceNews'>,
  plan: HandleState,
  shots: readonly Shot[],
): void {
  const doc = plan.phase === 'ready' ? plan.doc : null;
  const latest = useRef(shots);
  useEffect(() => {
    latest.current = shots;
  });
  const sources = shots.map(({ id, source }) => (source === null ? '' : `${id} ${source.hash}`)).join();
  useEffect(() => {
    if (doc === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      const news = new Map<string, SourceNews>();
      for (const { id, source } of latest.current) {
        if (source === null) continue;
        const { state } = sourceState(doc, source);
        if (state !== 'same') news.set(id, state);
      }
      sourceNews.set(news);
    };
    const ask = () => (timer ??= setTimeout(look, LOOK_MS));
    look();
    doc.on('update', ask);
    return () => {
      clearTimeout(timer);
      doc.off('update', ask);
    };
  }, [doc, sources, sourceNews]);
}
