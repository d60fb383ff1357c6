import { HISTORIES, type RecordChange } from '@clapper/documents';
import { useEffect, useMemo, useState } from 'react';
import * as Y from 'yjs';
import type { HistoryProps } from './history-props.ts';

/** The present is compared again so long after others stopped writing, at most so often. */
const COMPARE_EVERY_MS = 300;

/** A version's document. It is a copy: nothing that happens to it reaches anybody. */
export function docOf(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc;
}

/** What going back would change, as the document is now; those one came from first. */
export function useChanges({ kind, doc, about }: HistoryProps, then: Y.Doc): readonly RecordChange[] {
  const [moment, setMoment] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setMoment((value) => value + 1);
      }, COMPARE_EVERY_MS);
    };
    doc.on('update', changed);
    return () => {
      doc.off('update', changed);
      clearTimeout(timer);
    };
  }, [doc]);
  return useMemo(() => {
    const changes = HISTORIES[kind]!.compare(doc, then);
    const first = changes.filter(({ id }) => id === about);
    return [...first, ...changes.filter(({ id }) => id !== about)];
    // `moment`: the document is the same object whatever is in it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [kind, doc, then, about, moment]);
}
