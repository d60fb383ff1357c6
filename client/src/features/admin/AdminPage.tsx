import { useTranslation } from 'react-i18next';
import { PlainFrame } from '../../app/frame/PlainFrame.tsx';
import { session } from '../../app/session.ts';
import { useStore } from '../../app/store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { Accounts } from './Accounts.tsx';
import { Projects } from './Projects.tsx';
import { Stats } from './Stats.tsx';
import classes from './AdminPage.module.css';

/** The instance, for the system admin: who there is and how much, and nothing of what is in a project. */
export default function AdminPage() {
  const { t } = useTranslation('admin');
  const state = useStore(session.state);
  return (
    <PlainFrame>
      <div className={classes['page']}>
        <PageHead title={t('title')} />
        {state.state !== 'signedIn' ? (
          <Notice tone="warn">{t('offline')}</Notice>
        ) : state.account.is_admin ? (
          <>
            <Stats />
            <Accounts me={state.account.id} />
            <Projects />
          </>
        ) : (
          <Notice tone="warn">{t('others')}</Notice>
        )}
      </div>
    </PlainFrame>
  );
}
