import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ReadOnlyBar.module.css';

interface ReadOnlyBarProps {
  /** Why, in one sentence. */
  children: ReactNode;
  /** `asked`: the request is with the owners. Left out: asking would not help. */
  ask?: { state: 'ready' | 'asking'; onAsk: () => void } | { state: 'asked' };
}

/** A locked page says why and offers to ask. */
export function ReadOnlyBar({ children, ask }: ReadOnlyBarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['bar']} role="note">
      <IconLock size={16} className={classes['icon']} aria-hidden />
      <p className={classes['words']}>
        <b>{t('readOnly.label')}</b> {children}
      </p>
      {ask?.state === 'asked' && <span className={classes['asked']}>{t('readOnly.asked')}</span>}
      {(ask?.state === 'ready' || ask?.state === 'asking') && (
        <Button size="xs" loading={ask.state === 'asking'} onClick={ask.onAsk}>
          {t('readOnly.ask')}
        </Button>
      )}
    </div>
  );
}
