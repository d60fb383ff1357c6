import { Button } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ErrorCard.module.css';

interface ErrorCardProps {
  /** What happened. */
  title: string;
  /** What is safe, before the remedy. */
  children: ReactNode;
  onReload?: () => void;
  /** Saves a copy of the document the page shows. */
  onExport?: () => void;
  /** Another way on. */
  action?: ReactNode;
}

/** A page that fails says so here; the rest of the app lives. */
export function ErrorCard({ title, children, onReload, onExport, action }: ErrorCardProps) {
  const { t } = useTranslation();
  return (
    <section className={classes['card']} role="alert">
      <IconAlertTriangle size={18} className={classes['icon']} aria-hidden />
      <div className={classes['words']}>
        <h2 className={classes['title']}>{title}</h2>
        <p className={classes['body']}>{children}</p>
        <div className={classes['actions']}>
          {onReload !== undefined && (
            <Button size="xs" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onReload}>
              {t('reload')}
            </Button>
          )}
          {onExport !== undefined && (
            <Button size="xs" leftSection={<IconDownload size={16} aria-hidden />} onClick={onExport}>
              {t('error.export')}
            </Button>
          )}
          {action}
        </div>
      </div>
    </section>
  );
}
