import type { ErrorComponentProps } from '@tanstack/react-router';
import { useParams, useRouter, useRouterState } from '@tanstack/react-router';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorCard } from '../ui/ErrorCard.tsx';
import { DeviceContext } from './device-context.tsx';
import { exportDocument } from './export-document.ts';
import classes from './PageError.module.css';

const EXPORTABLE = ['plan', 'board'] as const;

/** What a page shows that failed while drawing itself: the frame around it and the other pages live. */
export function PageError({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const device = useContext(DeviceContext);
  const { project } = useParams({ strict: false });
  const path = useRouterState({ select: (state) => state.location.pathname });
  const kind = EXPORTABLE.find((name) => path.endsWith(`/${name}`));
  // A page of an older version asks for a file that the server does not have any more.
  const outdated = /dynamically imported module|Importing a module script failed/i.test(String(error));

  return (
    <div className={classes['place']}>
      <ErrorCard
        title={t('error.pageTitle')}
        onReload={() => {
          if (outdated) window.location.reload();
          else void router.invalidate();
        }}
        {...(device !== null && kind !== undefined && project !== undefined
          ? { onExport: () => void exportDocument(device, `${project}/${kind}`) }
          : {})}
      >
        {t(outdated ? 'error.newVersion' : 'error.pageBody')}
      </ErrorCard>
    </div>
  );
}
