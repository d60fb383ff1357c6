import { useTranslation } from 'react-i18next';
import { useDevice } from '../../app/device-context.tsx';
import { exportDocument } from '../../app/export-document.ts';
import { useProject } from '../../app/project-context.tsx';
import { ErrorCard } from '../../ui/ErrorCard.tsx';
import { BoardView } from './page/BoardView.tsx';
import { useSettled } from './page/use-settled.ts';
import classes from './page/BoardView.module.css';

/** The board: every shot of the film, by stage, as frames on a wall or as a table. */
export default function BoardPage() {
  const { t } = useTranslation(['common', 'errors']);
  const device = useDevice();
  const project = useProject();
  const state = useSettled(project.board);

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
            onExport={() => void exportDocument(device, `${project.id}/board`)}
          >
            {t(`errors:${state.code}`)}
          </ErrorCard>
        </div>
      );
    case 'ready':
      return <BoardView key={state.generation} project={project} state={state} />;
    default:
      return state satisfies never;
  }
}
