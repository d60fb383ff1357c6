import { Button } from '@mantine/core';
import { asClapperError } from '@clapper/protocol';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../app/errors.ts';
import classes from './History.module.css';

/** What needs the server says so in place. */
export function Unavailable({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const { t } = useTranslation('history');
  const errorText = useErrorText();
  return (
    <div className={classes['unavailable']} role="alert">
      <p>{asClapperError(error).code === 'UNAVAILABLE' ? t('offline') : errorText(error)}</p>
      <Button size="xs" onClick={onAgain}>
        {t('again')}
      </Button>
    </div>
  );
}
