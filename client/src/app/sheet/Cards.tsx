import type { Shot } from '@clapper/documents';
import { useComputedColorScheme } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { CardBody } from '../../features/board/grid/CardBody.tsx';
import { FramePaper } from '../../ui/FramePaper.tsx';
import card from '../../features/board/grid/ShotCard.module.css';
import { personColor } from '../../features/presence/index.ts';
import { DOYUN } from './Carets.tsx';
import classes from './Sheet.module.css';

const SHOT: Shot = {
  id: '',
  place: { stage: '', order: 'a0' },
  number: '',
  title: '',
  action: '',
  dialogue: '',
  notes: '',
  duration: 2.5,
  size: null,
  angle: null,
  movement: null,
  lens: null,
  status: 'review',
  assignee: null,
  lineart: null,
  art: null,
  fixed: null,
  source: null,
  createdBy: null,
  createdAt: null,
  deleted: null,
};

/** Resting, mine selected, somebody's. */
export function Cards() {
  const { t } = useTranslation('sheet');
  return (
    <div className={classes['cards']}>
      <Card shot={{ ...SHOT, number: '6', title: t('card.6'), size: 'MS' }} />
      <Card shot={{ ...SHOT, number: '9', title: t('card.9'), size: 'CU' }} selected />
      <Card shot={{ ...SHOT, number: '11', title: t('card.11'), size: 'WS' }} person={DOYUN ?? null} />
    </div>
  );
}

function Card({
  shot,
  selected = false,
  person = null,
}: {
  shot: Shot;
  selected?: boolean;
  person?: { id: string; name: string } | null;
}) {
  const { t } = useTranslation('sheet');
  const { color, on } = personColor(person?.id ?? '', useComputedColorScheme('light'));
  const style = { '--person': color, '--on-person': on } as CSSProperties;
  return (
    <div
      className={`${card['card']} ${classes['card']}`}
      style={person === null ? undefined : style}
      data-selected={selected || undefined}
      data-person={person === null ? undefined : true}
    >
      <div className={card['picture']}>
        <FramePaper words="" size={shot.size} angle={shot.angle} movement={shot.movement} />
        {person !== null && <span className={card['flag']}>{t('card.drawing', { name: person.name })}</span>}
        {selected && (
          <span className={card['check']}>
            <IconCheck size={14} aria-hidden />
          </span>
        )}
      </div>
      <CardBody
        shot={shot}
        fields={['size', 'status']}
        editing={null}
        assignee={null}
        threads={0}
        unread={0}
        news={null}
      />
    </div>
  );
}
