import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { AvatarStack, usePeople, type Person, type StackedPerson } from '../../presence/index.ts';
import { usePlan } from '../page/plan-session.ts';

interface StagePeopleProps {
  stage: string;
  max?: number;
  size?: 18 | 20 | 24;
}

/** Who is in this stage. Offline nobody can know: then they are where they were last seen. */
export function StagePeople({ stage, max = 3, size = 24 }: StagePeopleProps) {
  const { t } = useTranslation('plan');
  const { awareness, presence } = usePlan();
  const live = useSyncExternalStore(presence.onLive, presence.live);
  const people = usePeople(awareness)
    .filter((person) => stageOf(person) === stage)
    .map((person): StackedPerson => {
      const time = presence.lastSeen(person.clientId);
      return {
        id: person.id,
        name: person.name,
        state: !live ? 'lastSeen' : person.idle ? 'idle' : 'here',
        note: live ? t('stage.here') : t('stage.lastSeen', { time: time ?? '' }),
      };
    });
  return <AvatarStack people={people} max={max} size={size} />;
}

function stageOf({ state }: Person): string | null {
  const at = state['at'];
  if (typeof at !== 'object' || at === null) return null;
  const { page, stage } = at as { page?: unknown; stage?: unknown };
  return page === 'plan' && typeof stage === 'string' ? stage : null;
}
