import { useState } from 'react';
import type { DialogState } from './Dialog.tsx';

interface Dialogs<Name extends string> {
  show: (name: Name) => void;
  /** Null: it was not asked for yet, and nothing of it need be here. */
  of: (name: Name) => DialogState | null;
}

/** Which of some dialogs is open. What was opened once stays, so that it can leave as it came. */
export function useDialogs<Name extends string>(): Dialogs<Name> {
  const [open, setOpen] = useState<Name | null>(null);
  const [known, setKnown] = useState<ReadonlySet<Name>>(new Set());
  return {
    show(name) {
      setKnown((before) => new Set([...before, name]));
      setOpen(name);
    },
    of: (name) => (known.has(name) ? { opened: open === name, onClose: () => setOpen(null) } : null),
  };
}
