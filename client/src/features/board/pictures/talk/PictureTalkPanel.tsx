import type { Shot, ShotTakes, Take } from '@clapper/documents';
import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { followPlaceOf, type Subject } from '../../../threads/subject.ts';
import { ThreadList } from '../../../threads/ThreadList.tsx';
import { becauseOf, peopleOf } from '../../session/because-of.ts';
import { takeOf } from './picture-threads.ts';
import type { PictureTalk } from './use-picture-talk.ts';
import classes from './PictureTalkPanel.module.css';

interface PictureTalkPanelProps {
  talk: PictureTalk;
  shot: Shot;
  takes: ShotTakes;
  /** The picture that is large. */
  take: Take;
  look: (take: Take) => void;
  onClose: () => void;
}

/** What is said of a shot's pictures: beside them, on a phone below. */
export default function PictureTalkPanel({ talk, shot, takes, take, look, onClose }: PictureTalkPanelProps) {
  const { t } = useTranslation('board');
  const { session, threads } = talk;
  const subject = {
    type: 'shot' as const,
    id: shot.id,
    stage: shot.place.stage,
    because: becauseOf(shot, session.me.id),
    people: peopleOf(shot),
  } satisfies Subject;
  const known = new Map(threads.map((one) => [one.thread.id, one]));
  return (
    // Escape closes it from wherever in it the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className={classes['panel']}
      aria-label={t('talk.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={classes['head']}>
        <h2 className={classes['title']}>{t('talk.title')}</h2>
        <CloseButton aria-label={t('talk.close')} onClick={onClose} />
      </header>
      <ThreadList
        session={session}
        threads={threads.map(({ thread }) => thread)}
        unfolded={talk.unfolded}
        unfold={talk.unfold}
        follow={followPlaceOf(subject, session.project)}
        add={{
          anchor: { type: 'image', shot: shot.id, image: take.id, point: null },
          place: talk.draftPlace,
          label: t('talk.aboutPicture'),
          hearers: subject.people,
        }}
        composing={talk.composing}
        compose={talk.compose}
        whereOf={({ id }) => {
          const one = known.get(id);
          const on = one === undefined ? null : takeOf(takes, one.anchor.image);
          if (one === undefined) return null;
          if (on === null) return t('talk.pictureGone');
          return (
            <>
              <span>
                {t('picture.take', { number: on.number })} · {t(`field.${on.layer}`)}
                {one.number !== null && ` · ${t('talk.point', { number: one.number })}`}
              </span>
              {on.id !== take.id && on.deleted === null && (
                <Button size="compact-xs" variant="default" onClick={() => look(on)}>
                  {t('talk.look', { number: on.number })}
                </Button>
              )}
              {on.deleted !== null && <span>· {t('talk.pictureDeleted')}</span>}
            </>
          );
        }}
      />
    </aside>
  );
}
