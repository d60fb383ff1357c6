import { formatDuration, type InfoFacts } from '@clapper/documents';
import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconHistory,
  IconLayoutGrid,
  IconLayoutSidebarRight,
  IconPlus,
  IconTable,
} from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AnimaticButton } from '../animatic/AnimaticButton.tsx';
import { DeletedMenu } from '../deleted/DeletedMenu.tsx';
import { useBoard } from '../session/board-session.ts';
import type { BoardRead } from '../session/board-store.ts';
import { totalSeconds } from '../session/columns.ts';
import { addShotHere } from '../session/add-shot.ts';
import type { BoardStage } from '../session/stages.ts';
import { useLanguage } from '../session/use-language.ts';
import type { View } from '../session/view.ts';
import { ExchangeMenu } from '../exchange/ExchangeMenu.tsx';
import { AspectMenu } from './AspectMenu.tsx';
import { FieldsMenu } from './FieldsMenu.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { LayerMenu } from './LayerMenu.tsx';
import { NumberMenu } from './NumberMenu.tsx';
import { SizeSlider } from './SizeSlider.tsx';
import classes from './BoardHead.module.css';

interface BoardHeadProps {
  board: BoardRead;
  /** How many the filter leaves. */
  shown: number;
  stages: readonly BoardStage[];
  members: InfoFacts['members'];
  view: View;
  setView: (part: Partial<View>) => void;
  narrow: boolean;
  onHistory: () => void;
}

export const BoardHead = memo(function BoardHead({
  board,
  shown,
  stages,
  members,
  view,
  setView,
  narrow,
  onHistory,
}: BoardHeadProps) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const language = useLanguage();
  const count = board.shots.length;
  const add = () => addShotHere(session, board.shots, stages);
  return (
    <div className={classes['head']} role="toolbar" aria-label={t('toolbar')}>
      <p className={classes['summary']}>
        <b className={classes['count']}>{t('summary.shots', { count })}</b>
        <span className={classes['time']}>{formatDuration(totalSeconds(board.shots), language)}</span>
      </p>
      <AspectMenu board={board} />
      {session.writable && <NumberMenu board={board} />}
      <DeletedMenu board={board} />
      <span className={classes['space']} />
      <FilterMenu stages={stages} members={members} shown={shown} count={count} />
      {view.show === 'grid' && <LayerMenu />}
      {view.show === 'grid' && (
        <FieldsMenu
          fields={view.fields}
          guides={view.guides}
          onChange={(fields) => setView({ fields })}
          onGuides={(guides) => setView({ guides })}
        />
      )}
      {view.show === 'grid' && !narrow && (
        <SizeSlider size={view.size} onChange={(size) => setView({ size })} />
      )}
      <SegmentedControl
        aria-label={t('view.label')}
        value={view.show}
        onChange={(show) => setView({ show: show === 'table' ? 'table' : 'grid' })}
        className={classes['switch']}
        data={[
          {
            value: 'grid',
            label: <Choice icon={<IconLayoutGrid size={16} aria-hidden />} label={t('view.grid')} />,
          },
          {
            value: 'table',
            label: <Choice icon={<IconTable size={16} aria-hidden />} label={t('view.table')} />,
          },
        ]}
      />
      <AnimaticButton shots={board.shots} />
      <ExchangeMenu stages={stages} members={members} />
      <Tooltip label={t('history')}>
        <ActionIcon aria-label={t('history')} onClick={onHistory}>
          <IconHistory size={18} />
        </ActionIcon>
      </Tooltip>
      {!narrow && (
        <Tooltip label={t('details.title')}>
          <ActionIcon
            aria-label={t('details.title')}
            aria-pressed={view.details}
            className={classes['details']}
            data-on={view.details || undefined}
            onClick={() => setView({ details: !view.details })}
          >
            <IconLayoutSidebarRight size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      {session.writable && (
        <Button variant="filled" className={classes['add']} aria-label={t('add')} onClick={add}>
          <IconPlus size={16} aria-hidden />
          <span className={classes['addWord']}>{t('add')}</span>
        </Button>
      )}
    </div>
  );
});

function Choice({ icon, label }: { icon: ReactNode; label: string }) {
  return (
    <span className={classes['choice']}>
      {icon}
      <span className={classes['word']}>{label}</span>
    </span>
  );
}
