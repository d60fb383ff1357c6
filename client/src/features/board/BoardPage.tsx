import { DocumentPage } from '../../app/DocumentPage.tsx';
import { useProject } from '../../app/project-context.tsx';
import { TalkProvider } from '../threads/talk-session.tsx';
import { BoardView } from './page/BoardView.tsx';

/** The board: every shot of the film, by stage, as frames on a wall or as a table. */
export default function BoardPage() {
  const project = useProject();
  return (
    <TalkProvider>
      <DocumentPage document={`${project.id}/board`} state={project.board}>
        {(state) => <BoardView project={project} state={state} />}
      </DocumentPage>
    </TalkProvider>
  );
}
