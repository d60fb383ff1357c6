import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

const Slot = createContext<{
  element: HTMLElement | null;
  setElement: (element: HTMLElement | null) => void;
} | null>(null);

export function TopBarSlotProvider({ children }: { children: ReactNode }) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const value = useMemo(() => ({ element, setElement }), [element]);
  return <Slot value={value}>{children}</Slot>;
}

/** Where the frame shows what a page puts into the bar. */
export function TopBarSlotPlace({ className }: { className?: string }) {
  const slot = useContext(Slot);
  return <div ref={slot?.setElement} className={className} />;
}

/** A page puts its own few things into the top bar, left of the people. */
export function TopBarSlot({ children }: { children: ReactNode }) {
  const slot = useContext(Slot);
  return slot?.element == null ? null : createPortal(children, slot.element);
}
