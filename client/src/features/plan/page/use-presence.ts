import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Awareness } from 'y-protocols/awareness';
import { useFormat } from '../../../ui/format.ts';
import { personStyle } from '../../presence/index.ts';
import type { CaretLook } from '../editor/caret-element.ts';
import { rememberPresence, type PresenceMemory } from '../editor/presence-memory.ts';

/** Tells the others which stage one is in. */
export function useAnnounceStage(awareness: Awareness, stage: string | null): void {
  useEffect(() => {
    awareness.setLocalStateField('at', { page: 'plan', stage });
    return () => awareness.setLocalStateField('at', null);
  }, [awareness, stage]);
}

export function usePresenceMemory(awareness: Awareness, live: boolean): PresenceMemory {
  const memory = useMemo(() => rememberPresence(awareness), [awareness]);
  useEffect(() => memory.start(), [memory]);
  useEffect(() => memory.setLive(live), [memory, live]);
  return memory;
}

export function useCaretLook(): CaretLook {
  const { t } = useTranslation('plan');
  const { clock } = useFormat();
  return useMemo(
    () => ({
      style: personStyle,
      lastSeen: (name, at) => t('caret.lastSeen', { name, time: clock(at) }),
    }),
    [t, clock],
  );
}
