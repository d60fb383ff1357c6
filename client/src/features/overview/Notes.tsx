import { useTranslation } from 'react-i18next';
import { SubjectThreadsLazy } from '../threads/SubjectThreadsLazy.tsx';
import { TalkProvider } from '../threads/talk-session.tsx';
import classes from './Sheet.module.css';

/** What the team says of the project as a whole. */
export function Notes() {
  const { t } = useTranslation('overview');
  return (
    <TalkProvider>
      <h2 className={classes['name']}>{t('notes.title')}</h2>
      <SubjectThreadsLazy subject={{ type: 'project' }} />
    </TalkProvider>
  );
}
