import { readMarkers, type FoundMarker } from '@clapper/documents/exchange';
import type { Cut, VideoPlace } from '@clapper/documents/review';
import { ordinalOfLabel, secondsOf, timecodeOf } from '@clapper/documents/timecode';
import { Button, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { showErrorToast, showUndoToast } from '../../../ui/toast.tsx';
import type { Clock } from '../player/clock.ts';
import type { RoomSession } from '../room/room-session.ts';
import { planTaking, takeBack, takeIn } from './take-in.ts';
import own from './Notes.module.css';
import classes from '../../../ui/exchange/Exchange.module.css';

/** Nobody reads on, and each is a line to draw. */
const MOST_SHOWN = 100;

interface ImportPreviewProps {
  session: RoomSession;
  cut: Cut & { video: NonNullable<Cut['video']> };
  clock: Clock | null;
  file: { name: string; text: string };
  /** With why it cannot be read. */
  onBack: (problem: string | null) => void;
  onDone: () => void;
}

/** What the file would do to the cut. */
export function ImportPreview({ session, cut, clock, file, onBack, onDone }: ImportPreviewProps) {
  const { t } = useTranslation('review-exchange');
  const { t: common } = useTranslation();
  const errorText = useErrorText();
  const { doc, review, me } = session;
  const { video } = cut;
  const [typed, setTyped] = useState('');
  const start = typed.trim() === '' ? null : ordinalOfLabel(typed, video);
  const badStart = typed.trim() !== '' && start === null;
  const reading = useMemo(() => {
    const frames = video.variable || video.frames === 0 ? null : video.frames;
    return readMarkers(file.text, { clip: video, frames, start });
  }, [file.text, video, start]);
  const plan = useMemo(
    () => (reading.ok ? planTaking(reading, { review, cut, me }) : null),
    [reading, review, cut, me],
  );
  if (!reading.ok || plan === null) {
    return (
      <div className={classes['fields']}>
        <Notice tone="bad">{t(reading.ok ? 'problem.unreadable' : `problem.${reading.code}`)}</Notice>
        <div className={classes['actions']}>
          <Button data-autofocus onClick={() => onBack(null)}>
            {t('import.other')}
          </Button>
        </div>
      </div>
    );
  }
  const made = plan.rows.filter(({ what }) => what === 'new');
  const here = plan.rows.length - made.length;
  const place = ({ frame, endFrame }: FoundMarker): VideoPlace => {
    const time = secondsOf(frame, video.rate);
    if (!video.variable || clock === null) return { frame, endFrame, time };
    const first = clock.at(time);
    const end = endFrame === null ? first : clock.at(secondsOf(endFrame, video.rate));
    return { frame: first, endFrame: end > first + 1 ? end : null, time };
  };

  const write = () => {
    let ids: string[];
    try {
      ids = takeIn(doc, made, { cut: cut.id, place, says: session.says() });
    } catch (error) {
      return showErrorToast(errorText(error));
    }
    showUndoToast(
      t('import.done', { count: ids.length }),
      () => takeBack(doc, ids, session.says()),
      (over) => {
        doc.on('destroy', over);
        return () => doc.off('destroy', over);
      },
      <IconFileImport size={16} aria-hidden />,
    );
    onDone();
  };

  return (
    <div className={classes['fields']}>
      <p className={classes['body']}>
        {t('import.found', { name: file.name, count: plan.rows.length, cut: cut.number })}
      </p>
      <TextInput
        label={t('import.start')}
        placeholder={t('import.startFile')}
        value={typed}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
        error={badStart ? t('export.start.bad') : null}
        spellCheck={false}
      />
      {made.length > 0 && (
        <section className={own['says']}>
          <p className={own['count']}>{t('import.new', { count: made.length })}</p>
          {/* It scrolls: whoever has no pointer reaches what is below. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <ul className={own['rows']} tabIndex={0}>
            {made.slice(0, MOST_SHOWN).map(({ marker }, index) => (
              <li key={index} className={own['row']}>
                <span className={own['time']}>{timecodeOf(marker.frame, video)}</span>
                <span className={own['words']}>{marker.words}</span>
              </li>
            ))}
            {made.length > MOST_SHOWN && (
              <li className={classes['note']}>{t('import.more', { count: made.length - MOST_SHOWN })}</li>
            )}
          </ul>
          {made.some(({ marker }) => marker.author !== '' && marker.author !== me.name) && (
            <p className={classes['note']}>{t('import.author')}</p>
          )}
        </section>
      )}
      {here > 0 && <p className={classes['note']}>{t('import.here', { count: here })}</p>}
      {plan.troubles.size > 0 && (
        <ul className={own['troubles']}>
          {[...plan.troubles].map(([code, count]) => (
            <li key={code}>{t(`trouble.${code}`, { count })}</li>
          ))}
        </ul>
      )}
      <div className={classes['actions']}>
        <Button variant="subtle" color="gray" onClick={() => onBack(null)}>
          {t('import.other')}
        </Button>
        {made.length === 0 ? (
          <Button onClick={onDone}>{common('close')}</Button>
        ) : (
          <Button variant="filled" disabled={badStart} onClick={write}>
            {t('import.write', { count: made.length })}
          </Button>
        )}
      </div>
    </div>
  );
}
