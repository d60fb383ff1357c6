import type { Stage } from '@clapper/documents';
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StatusIcon } from '../../../ui/StatusIcon.tsx';
import { usePlan } from '../page/plan-session.ts';
import type { Room } from '../page/use-layout.ts';
import { StagePeople } from './StagePeople.tsx';
import classes from './StageStrip.module.css';

interface StageStripProps {
  stages: readonly Stage[];
  open: string | null;
  room: Room;
}

/** Where there is no room for columns: numbers at the side, or across the top of a phone. */
export function StageStrip({ stages, open, room }: StageStripProps) {
  const { t } = useTranslation('plan');
  const { openStage } = usePlan();
  return (
    <nav className={classes['strip']} data-room={room} aria-label={t('stages')}>
      {stages.map((stage) => {
        const title = stage.title || t('stage.untitled');
        const label = t('stage.openNumber', { number: stage.number, title });
        return (
          <Tooltip key={stage.id} label={label} position="right" disabled={room === 'phone'}>
            <div
              className={classes['stage']}
              data-open={stage.id === open || undefined}
              data-presence-outline={`stage:${stage.id}`}
            >
              <button
                type="button"
                className={classes['number']}
                aria-label={label}
                aria-current={stage.id === open}
                onClick={() => openStage(stage.id, false)}
              >
                {stage.number}
                <StatusIcon status={stage.status} size={14} />
              </button>
              <StagePeople stage={stage.id} max={1} size={20} />
            </div>
          </Tooltip>
        );
      })}
    </nav>
  );
}
