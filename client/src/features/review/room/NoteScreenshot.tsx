import { useTranslation } from 'react-i18next';
import { usePicture } from '../../files/use-picture.ts';
import type { RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

/** Small: pressing the note's time shows the frame itself. */
export function NoteScreenshot({
  session,
  hash,
  name,
}: {
  session: RoomSession;
  hash: string;
  name: string;
}) {
  const { t } = useTranslation('review');
  const picture = usePicture(session.document, hash, 'original');
  return picture.state === 'here' ? (
    <img
      className={classes['screenshot']}
      src={picture.url}
      alt={t('note.screenshot', { name })}
      data-testid="screenshot-canvas"
    />
  ) : (
    <span className={classes['screenshot']} aria-hidden />
  );
}
