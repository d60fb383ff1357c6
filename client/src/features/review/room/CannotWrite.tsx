import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../../ui/copy-text.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { draftsOf } from '../../threads/drafts.ts';
import type { RoomSession } from './room-session.ts';
import classes from './Room.module.css';

/** In the composer's place. Who was writing when the right to it was taken has the words, and is told why they wait. */
export function CannotWrite({ session: { me, project, document } }: { session: RoomSession }) {
  const { t } = useTranslation('review');
  const { t: common } = useTranslation();
  const [words] = useState(() => draftsOf(me.id, project).get(`new/review/${document}`)?.words ?? '');
  const copy = async () => {
    if (await copyText(words)) showToast({ message: common('copied') });
  };
  if (words === '') return <p className={classes['readOnly']}>{t('notes.readOnly')}</p>;
  return (
    <section className={classes['unsent']} aria-label={t('notes.unsent')}>
      <Notice tone="warn">{t('notes.taken')}</Notice>
      <blockquote>{words}</blockquote>
      <Button size="xs" onClick={() => void copy()}>
        {common('copy')}
      </Button>
    </section>
  );
}
