import { NO_TAKES } from '@clapper/documents';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../../app/store.ts';
import { useBoard } from '../../session/board-session.ts';
import { takeOf, type PictureAnchor } from './picture-threads.ts';

/** The picture that a thread of a shot is about, to go there. */
export function ThreadPicture({ thread, anchor }: { thread: string; anchor: PictureAnchor }) {
  const { t } = useTranslation('board');
  const { project, takes } = useBoard();
  const take = usePart(takes, (all) => takeOf(all.get(anchor.shot) ?? NO_TAKES, anchor.image));
  if (take === null) return t('talk.pictureGone');
  return (
    <Link
      to="/p/$project/board"
      params={{ project }}
      search={{ thread }}
      state={(before) => ({ ...before, asked: Date.now() })}
    >
      {t('talk.onPicture', { number: take.number, layer: t(`field.${take.layer}`) })}
    </Link>
  );
}
