import type { HandleState } from '@clapper/device';
import { VisuallyHidden } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AvatarStack, usePeopleOf, type Person, type StackedPerson } from '../../features/presence/index.ts';
import { useFormat, type Format } from '../../ui/format.ts';
import { useDevice, useMe, useStore } from '../device-context.tsx';
import { useProject } from '../project-context.tsx';
import { PROJECT_PAGES } from './pages.ts';

/** Screen readers hear comings and goings in batches. */
const ANNOUNCE_AFTER_MS = 4_000;

/** Everybody else who has this project open, over all its documents. */
export function WhoIsHere() {
  const { infoState, plan, board } = useProject();
  const me = useMe();
  const awarenesses = useAwarenesses(infoState, plan, board);
  const everybody = usePeopleOf(awarenesses);
  const present = useMemo(() => everybody.filter((person) => person.id !== me.id), [everybody, me.id]);
  const { people, seenAt } = useLastKnown(present);
  const { t } = useTranslation('people');
  const { clock } = useFormat();
  return (
    <>
      <AvatarStack people={people.map((person) => stacked(person, seenAt, t, clock))} />
      <Announcer people={people} offline={seenAt !== null} />
    </>
  );
}

function useAwarenesses(...states: HandleState[]) {
  const list = states.map((state) => (state.phase === 'ready' ? state.awareness : null));
  const [info, plan, board] = list;
  return useMemo(() => [info, plan, board].filter((awareness) => awareness != null), [info, plan, board]);
}

/** Offline nobody can know who is there: the last ones seen stay, hollow, with the time. */
function useLastKnown(present: readonly Person[]): { people: readonly Person[]; seenAt: number | null } {
  const connected = useStore(useDevice().connection).state === 'connected';
  const [last, setLast] = useState<{ people: readonly Person[]; at: number }>({ people: [], at: 0 });
  useEffect(() => {
    if (!connected) return;
    return () => setLast({ people: present, at: Date.now() });
  }, [connected, present]);
  return connected ? { people: present, seenAt: null } : { people: last.people, seenAt: last.at };
}

function stacked(
  { id, name, idle, page }: Person,
  seenAt: number | null,
  t: ReturnType<typeof useTranslation<'people'>>['t'],
  clock: Format['clock'],
): StackedPerson {
  if (seenAt !== null) return { id, name, state: 'lastSeen', note: t('lastSeen', { time: clock(seenAt) }) };
  const known = PROJECT_PAGES.find((name) => name === page);
  const place = known === undefined ? null : t(`on.${known}`);
  if (idle) return { id, name, state: 'idle', note: t('idle') };
  return { id, name, state: 'here', ...(place === null ? {} : { note: place }) };
}

function Announcer({ people, offline }: { people: readonly Person[]; offline: boolean }) {
  const { t } = useTranslation('people');
  const { list } = useFormat();
  const [said, setSaid] = useState('');
  const before = useRef<ReadonlyMap<string, string> | null>(null);
  useEffect(() => {
    if (offline) return;
    const timer = setTimeout(() => {
      const now = new Map(people.map(({ id, name }) => [id, name]));
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
  }, [people, offline, t, list]);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  );
}
