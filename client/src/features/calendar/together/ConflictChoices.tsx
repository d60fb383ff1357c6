import { keepAllChoices, keepChoice, type Choice, type Conflict } from '@clapper/documents';
import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { useProject } from '../../../app/project-context.tsx';
import { useFormat } from '../../../ui/format.ts';
import { showErrorToast } from '../../../ui/toast.tsx';
import { Avatar } from '../../presence/index.ts';
import { useOfferUndo } from '../session/use-offer-undo.ts';
import { useCalendar } from '../session/calendar-session.ts';
import { CALENDAR_ORIGIN, CREATE_ORIGIN } from '../session/undo.ts';
import { useWords } from '../views/use-words.ts';
import { whenInZone } from '../views/when-in-zone.ts';
import classes from './Together.module.css';

/** Everybody's place, the one that stands first; either is taken, or both are kept. */
export function ConflictChoices({ conflict, onDecided }: { conflict: Conflict; onDecided?: () => void }) {
  const { t } = useTranslation('calendar-exchange');
  const errorText = useErrorText();
  const { doc, me, now, undo, writable } = useCalendar();
  const offerUndo = useOfferUndo();
  const decide = (line: string, write: (act: { by: string; at: number }) => void) => {
    try {
      undo.step(() => write({ by: me.id, at: now() }));
    } catch (error) {
      return showErrorToast(errorText(error));
    }
    offerUndo(line);
    onDecided?.();
  };
  const keep = (choice: Choice) =>
    decide(t('conflict.decided'), (act) => keepChoice(doc, conflict, choice, act, CALENDAR_ORIGIN));
  const keepBoth = () =>
    decide(t('conflict.bothKept'), (act) => {
      keepAllChoices(doc, conflict, act, CALENDAR_ORIGIN, CREATE_ORIGIN);
    });
  return (
    <>
      <ul className={classes['choices']}>
        {conflict.choices.map((choice, index) => (
          <Row
            key={`${choice.event} ${choice.by} ${choice.at}`}
            choice={choice}
            stands={index === 0}
            onKeep={writable ? () => keep(choice) : null}
          />
        ))}
      </ul>
      <div className={classes['foot']}>
        {writable && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={keepBoth}
          >
            {t('conflict.both')}
          </Button>
        )}
        <span className={classes['note']}>{t('conflict.safe')}</span>
      </div>
    </>
  );
}

function Row({ choice, stands, onKeep }: { choice: Choice; stands: boolean; onKeep: (() => void) | null }) {
  const { t } = useTranslation('calendar-exchange');
  const words = useWords();
  const { when } = useFormat();
  const { me, zone } = useCalendar();
  const { members } = useProject();
  const { by, at, cancelled } = choice;
  const name =
    by === me.id ? t('conflict.me') : (members.find(({ id }) => id === by)?.name ?? t('conflict.someone'));
  const place = cancelled ? t('conflict.out') : words.when(whenInZone(choice.when, zone()));
  const action = stands ? t('conflict.keepThis') : t('conflict.takeThis');
  return (
    <li className={classes['choice']} data-stands={stands || undefined}>
      <Avatar id={by ?? ''} name={by === me.id ? me.name : name} size={24} quiet />
      <span className={classes['words']}>
        <strong className={classes['place']}>{place}</strong>
        <span className={classes['note']}>
          {[name, when(at), ...(stands ? [t('conflict.stands')] : [])].join(' · ')}
        </span>
      </span>
      {onKeep !== null && (
        <Button
          size="xs"
          variant={stands ? 'filled' : 'default'}
          aria-label={`${action}: ${place}`}
          onClick={onKeep}
        >
          {action}
        </Button>
      )}
    </li>
  );
}
