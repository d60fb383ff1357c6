import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { ProjectPerson } from './project-people.ts';

/** Screen readers hear comings and goings in batches. */
const ANNOUNCE_AFTER_MS = 4_000;

export function Comings({ people, offline }: { people: readonly ProjectPerson[]; offline: boolean }) {
  const { t } = useTranslation('people');
  const { list } = useFormat();
  const [said, setSaid] = useState('');
  const before = useRef<ReadonlyMap<string, string> | null>(null);
  // Where they go is not told: only who comes and goes.
  const who = JSON.stringify(people.map(({ id, name }) => [id, name]));
  useEffect(() => {
    if (offline) return;
    const timer = setTimeout(() => {
      const now = new Map(JSON.parse(who) as [string, string][]);
      const then = before.current;
      before.current = now;
      if (then === null) return;
      const came = [...now].filter(([id]) => !then.has(id)).map(([, name]) => name);
      const went = [...then].filter(([id]) => !now.has(id)).map(([, name]) => name);
      const words = [
        ...(came.length > 0 ? [t('joined', { count: came.length, names: list(came) })] : []),
        ...(went.length > 0 ? [t('left', { count: went.length, names: list(went) })] : []),
      ];
      if (words.length > 0) setSaid(words.join('. '));
    }, ANNOUNCE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [who, offline, t, list]);
  return (
    <VisuallyHidden role="status" aria-live="polite" data-comings>
      {said}
    </VisuallyHidden>
  );
}
