import type { HandleState } from '@clapper/device';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorCard } from '../ui/ErrorCard.tsx';
import { useDevice } from './device-context.tsx';
import { exportDocument } from './export-document.ts';
import { useSettled } from './use-settled.ts';
import classes from './DocumentPage.module.css';

interface DocumentPageProps {
  document: string;
  state: HandleState;
  children: (state: Extract<HandleState, { phase: 'ready' }>) => ReactNode;
}

/** A page that is one document, made anew for each generation of it; an error card when it cannot be shown. */
export function DocumentPage({ document, state: newest, children }: DocumentPageProps) {
  const { t } = useTranslation(['common', 'errors']);
  const device = useDevice();
  const state = useSettled(newest);

  switch (state.phase) {
    // What is on the device is there in a moment, and a moment shows no spinner.
    case 'loading':
      return null;
    case 'failed':
      return (
        <div className={classes['failed']}>
          <ErrorCard
            title={t('error.documentTitle')}
            onReload={() => device.reconnect()}
            onExport={() => void exportDocument(device, document)}
          >
            {t(`errors:${state.code}`)}
          </ErrorCard>
        </div>
      );
    case 'ready':
      return <Fragment key={state.generation}>{children(state)}</Fragment>;
    default:
      return state satisfies never;
  }
}
