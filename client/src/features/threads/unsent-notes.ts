import { notesIn } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { useDevice, useStore } from '../../app/device-context.tsx';

const NONE: ReadonlySet<string> = new Set();

/** Notes of which something is on this device only: written, changed or closed, and not yet acknowledged. */
export function useUnsentNotes(project: string, doc: Y.Doc | null): ReadonlySet<string> {
  const device = useDevice();
  const document = projectDocument(project, 'talk');
  // The row changes with every edit and every acknowledgement, and says whether there is anything to look for.
  const row = useStore(device.ledger).find((one) => one.document === document);
  const [notes, setNotes] = useState(NONE);
  useEffect(() => {
    if (doc === null || row === undefined || row.changes === 0) return setNotes(NONE);
    let over = false;
    device.unacknowledged(document).then(
      (updates) => {
        if (!over) setNotes(notesIn(doc, updates));
      },
      // The disk cannot be read: the pill says so.
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [device, document, doc, row]);
  return notes;
}
