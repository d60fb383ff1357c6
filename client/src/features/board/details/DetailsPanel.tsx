import type { InfoFacts } from '@clapper/documents';
import { CloseButton, Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { becauseOf } from '../session/because-of.ts';
import { useBoard, usePart } from '../session/board-session.ts';
import type { BoardRead } from '../session/board-store.ts';
import { ShotSourceLazy } from '../source/ShotSourceLazy.tsx';
import { SubjectThreadsLazy } from '../../threads/SubjectThreadsLazy.tsx';
import { ThreadPicture } from '../pictures/talk/ThreadPicture.tsx';
import { ShotFields } from './ShotFields.tsx';
import classes from './DetailsPanel.module.css';

interface DetailsPanelProps {
  board: BoardRead;
  members: InfoFacts['members'];
  narrow: boolean;
  onClose: () => void;
}

/** Everything about the selected shots. A panel at the right; on a phone a sheet from below. */
export function DetailsPanel({ board, members, narrow, onClose }: DetailsPanelProps) {
  const { t } = useTranslation('board');
  const { selection, me } = useBoard();
  const { ids, focus } = usePart(selection, (value) => value);
  const chosen = ids.length > 0 ? ids : focus === null ? [] : [focus];
  const shots = chosen.flatMap((id) => board.byId.get(id) ?? []).filter(({ deleted }) => deleted === null);
  const [only] = shots;
  const title =
    only === undefined
      ? t('details.title')
      : shots.length === 1
        ? t('details.one', { number: only.number })
        : t('details.several', { count: shots.length });
  const content =
    shots.length === 0 ? (
      <p className={classes['nothing']}>{t('details.nothing')}</p>
    ) : (
      <>
        <ShotFields key={shots.map(({ id }) => id).join()} shots={shots} members={members} />
        {only !== undefined && only.source !== null && shots.length === 1 && (
          <ShotSourceLazy shot={only} source={only.source} />
        )}
        {only !== undefined && shots.length === 1 && (
          <SubjectThreadsLazy
            key={`threads ${only.id}`}
            subject={{ type: 'shot', id: only.id, stage: only.place.stage, because: becauseOf(only, me.id) }}
            below
            whereOf={({ id, anchor }) =>
              anchor.type === 'image' ? <ThreadPicture thread={id} anchor={anchor} /> : null
            }
          />
        )}
      </>
    );

  if (narrow) {
    return (
      <Drawer
        opened
        onClose={onClose}
        position="bottom"
        size="85%"
        title={title}
        classNames={{ title: classes['title'] ?? '' }}
        closeButtonProps={{ 'aria-label': t('details.close'), size: 44, iconSize: 18 }}
      >
        {content}
      </Drawer>
    );
  }
  return (
    // Escape closes it from wherever in it the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className={classes['panel']}
      aria-label={t('details.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={classes['head']}>
        <h2 className={classes['title']}>{title}</h2>
        <CloseButton aria-label={t('details.close')} onClick={onClose} />
      </header>
      <div className={classes['content']}>{content}</div>
    </aside>
  );
}
