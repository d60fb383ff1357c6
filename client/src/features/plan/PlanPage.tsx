import { useTranslation } from 'react-i18next';
import { useDevice } from '../../app/device-context.tsx';
import { exportDocument } from '../../app/export-document.ts';
import { useProject } from '../../app/project-context.tsx';
import { ErrorCard } from '../../ui/ErrorCard.tsx';
import { PlanStages } from './page/PlanStages.tsx';
import { useSettled } from './page/use-settled.ts';
import classes from './PlanPage.module.css';
import './editor/prose.css';

/** The video plan: its stages side by side, one of them open as a sheet to write on. */
export default function PlanPage() {
  const { t } = useTranslation();
  const { t: tError } = useTranslation('errors');
  const device = useDevice();
  const project = useProject();
  const { state, replaced } = useSettled(project.plan);

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
            onExport={() => void exportDocument(device, `${project.id}/plan`)}
          >
            {tError(state.code)}
          </ErrorCard>
        </div>
      );
    case 'ready':
      return (
        <PlanStages
          key={state.generation}
          project={project.id}
          state={state}
          replaced={replaced}
          board={project.board}
        />
      );
  }
}
