import type { ChangeCount } from '@clapper/documents';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import classes from './History.module.css';

interface ConfirmProps {
  question: string;
  kind: 'plan' | 'board';
  count: ChangeCount;
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Says what would change before it does. */
export function Confirm({ question, kind, count, busy, onConfirm, onCancel }: ConfirmProps) {
  const { t } = useTranslation(['history', 'common']);
  const { list } = useFormat();
  const submit = useRef<HTMLButtonElement>(null);
  useEffect(() => submit.current?.focus(), []);
  const { records, words } = count;
  const parts = [
    kind === 'board' && records.back > 0 && t('count.shotsBack', { count: records.back }),
    kind === 'board' && records.away > 0 && t('count.shotsAway', { count: records.away }),
    kind === 'board' && records.changed > 0 && t('count.shotsChanged', { count: records.changed }),
    kind === 'plan' && records.changed > 1 && t('count.stagesChanged', { count: records.changed }),
    words.back > 0 && t('count.wordsBack', { count: words.back }),
    words.away > 0 && t('count.wordsAway', { count: words.away }),
  ].filter((part) => part !== false);
  return (
    <div className={classes['confirm']} role="group" aria-label={question}>
      <p className={classes['question']}>{question}</p>
      {parts.length > 0 && <p className={classes['counts']}>{list(parts)}</p>}
      <p className={classes['safe']}>{t('confirm.safe')}</p>
      <div className={classes['confirmActions']}>
        <Button variant="filled" ref={submit} loading={busy} onClick={onConfirm}>
          {t('confirm.submit')}
        </Button>
        <Button variant="subtle" color="gray" disabled={busy} onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </div>
  );
}
