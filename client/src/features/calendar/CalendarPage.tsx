import { projectDocument } from '@clapper/protocol';
import { useDocument } from '../../app/device-context.tsx';
import { DocumentPage } from '../../app/DocumentPage.tsx';
import { useProject } from '../../app/project-context.tsx';
import { TalkProvider } from '../threads/talk-session.tsx';
import { CalendarView } from './page/CalendarView.tsx';

/** When the film is made: days of the shoot, and everything around them. */
export default function CalendarPage() {
  const project = useProject();
  const document = projectDocument(project.id, 'calendar');
  const state = useDocument(document);
  return (
    <TalkProvider>
      <DocumentPage document={document} state={state}>
        {(ready) => <CalendarView project={project} state={ready} />}
      </DocumentPage>
    </TalkProvider>
  );
}
