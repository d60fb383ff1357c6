import { DocumentPage } from '../../app/DocumentPage.tsx';
import { useProject } from '../../app/project-context.tsx';
import { TalkProvider } from '../threads/talk-session.tsx';
import { PlanStages } from './page/PlanStages.tsx';
import './editor/prose.css';

/** The video plan: its stages side by side, one of them open as a sheet to write on. */
export default function PlanPage() {
  const { id, plan, board } = useProject();
  return (
    <TalkProvider>
      <DocumentPage document={`${id}/plan`} state={plan}>
        {(state) => <PlanStages project={id} state={state} board={board} />}
      </DocumentPage>
    </TalkProvider>
  );
}
