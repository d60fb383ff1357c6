import type { InfoFacts } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { becauseOf, peopleOf } from '../session/because-of.ts';
import { useBoard } from '../session/board-session.ts';
import type { BoardRead } from '../session/board-store.ts';
import { ShotSourceLazy } from '../source/ShotSourceLazy.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SidePanel } from '../../../ui/SidePanel.tsx';
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
  const shots = chosen
    .flatMap((id) => board.byId.get(id) ?? [])
    .filter((shot) => shot.deleted === null || board.shots.includes(shot));
  const [only] = shots;
  const title =
    only === undefined
      ? t('details.title')
      : shots.length === 1
        ? only.number === ''
          ? t('details.deleted')
          : t('details.one', { number: only.number })
        : t('details.several', { count: shots.length });
  const content =
    shots.length === 0 ? (
      <p className={classes['nothing']}>{t('details.nothing')}</p>
    ) : (
      <>
        {only !== undefined && only.deleted !== null && shots.length === 1 && (
          <Notice tone="warn">{t('taken.stays')}</Notice>
        )}
        <ShotFields key={shots.map(({ id }) => id).join()} shots={shots} members={members} />
        {only !== undefined && only.source !== null && shots.length === 1 && (
          <ShotSourceLazy shot={only} source={only.source} />
        )}
        {only !== undefined && shots.length === 1 && (
          <SubjectThreadsLazy
            key={`threads ${only.id}`}
            subject={{
              type: 'shot',
              id: only.id,
              stage: only.place.stage,
              because: becauseOf(only, me.id),
              people: peopleOf(only),
            }}
            below
            whereOf={({ id, anchor }) =>
              anchor.type === 'image' ? <ThreadPicture thread={id} anchor={anchor} /> : null
            }
          />
        )}
      </>
    );

  return (
    <SidePanel
      title={title}
      label={t('details.title')}
      closeLabel={t('details.close')}
      width={320}
      narrow={narrow}
      onClose={onClose}
      contentClass={classes['content']}
    >
      {content}
    </SidePanel>
  );
}
