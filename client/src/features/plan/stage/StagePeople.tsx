import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/device-context.tsx';
import { useFormat } from '../../../ui/format.ts';
import { AvatarStack } from '../../presence/index.ts';
import { usePlan } from '../page/plan-session.ts';
import { peopleInStage, samePeople, type StagePerson } from './people-in-stage.ts';

interface StagePeopleProps {
  stage: string;
  max?: number;
  size?: 18 | 20 | 24;
}

/** Who is in this stage. Offline nobody can know: then they are where they were last seen. */
export function StagePeople({ stage, max = 3, size = 24 }: StagePeopleProps) {
  const { t } = useTranslation('plan');
  const { clock } = useFormat();
  const { presence } = usePlan();
  const me = useMe();
  const [people, setPeople] = useState<readonly StagePerson[]>([]);
  useEffect(() => {
    // Carets move many times a second: the faces are drawn again only when somebody comes or goes.
    const look = () =>
      setPeople((before) => {
        const now = peopleInStage(presence.others(), stage, me.id);
        return samePeople(before, now) ? before : now;
      });
    look();
    return presence.subscribe(look);
  }, [presence, stage, me.id]);
  return (
    <AvatarStack
      max={max}
      size={size}
      people={people.map(({ id, name, idle, lastSeenAt }) => ({
        id,
        name,
        state: lastSeenAt !== null ? 'lastSeen' : idle ? 'idle' : 'here',
        note: lastSeenAt === null ? t('stage.here') : t('stage.lastSeen', { time: clock(lastSeenAt) }),
      }))}
    />
  );
}
