import { fragmentText } from '@clapper/documents';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';

/** How long the words of a stage may lag behind its typing where they are only counted or previewed. */
const LAG_MS = 400;

/** The words of a stage, read when nobody typed for a moment. */
export function useStageText(
  fragment: Y.XmlFragment,
  readText: (fragment: Y.XmlFragment) => string = fragmentText,
): string {
  const [read, setRead] = useState(() => ({ fragment, text: readText(fragment) }));
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const readNow = () => {
      waiting = undefined;
      setRead({ fragment, text: readText(fragment) });
    };
    const changed = () => {
      clearTimeout(waiting);
      waiting = setTimeout(readNow, LAG_MS);
    };
    readNow();
    fragment.observeDeep(changed);
    return () => {
      clearTimeout(waiting);
      fragment.unobserveDeep(changed);
    };
  }, [fragment, readText]);
  return read.fragment === fragment ? read.text : '';
}
