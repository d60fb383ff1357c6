import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Awareness } from 'y-protocols/awareness';
import { createStore } from '../../../app/store.ts';
import { personColor } from '../../presence/index.ts';
import type { CaretLook } from '../editor/caret-element.ts';
import type { PresenceSource } from '../editor/carets.ts';

/** Tells the others which stage one is in. */
export function useAnnounceStage(awareness: Awareness, stage: string | null): void {
  useEffect(() => {
    awareness.setLocalStateField('at', { page: 'plan', stage });
    return () => awareness.setLocalStateField('at', null);
  }, [awareness, stage]);
}

export function usePresenceSource(
  awareness: Awareness,
  live: boolean,
  lastSyncAt: number | null,
): PresenceSource {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const connected = useMemo(() => createStore(true), []);
  const since = useMemo(() => createStore<number | null>(null), []);
  useEffect(() => {
    since.set(lastSyncAt);
    connected.set(live);
  }, [connected, since, live, lastSyncAt]);
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
    return {
      awareness,
      live: () => connected.get(),
      onLive: (listener) => connected.subscribe(listener),
      lastSeen: (clientId) => {
        const at = awareness.meta.get(clientId)?.lastUpdated ?? since.get();
        return at == null ? null : clock.format(at);
      },
    };
  }, [awareness, connected, since, language]);
}

export function useCaretLook(): CaretLook {
  const { t } = useTranslation('plan');
  const scheme = useComputedColorScheme('light');
  return useMemo(
    () => ({
      style(userId) {
        const { color, on } = personColor(userId, scheme);
        return `--person: ${color}; --on-person: ${on}`;
      },
      lastSeen: (name, time) =>
        time === '' ? t('caret.lastSeenNoTime', { name }) : t('caret.lastSeen', { name, time }),
    }),
    [scheme, t],
  );
}
