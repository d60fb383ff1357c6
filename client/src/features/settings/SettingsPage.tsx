import { can } from '@clapper/access';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../app/project-context.tsx';
import { PageColumn, PageHead, Section } from '../../ui/PageHead.tsx';
import { OfflineSwitch } from '../sync-status/OfflineSwitch.tsx';
import { DeleteProject } from './DeleteProject.tsx';
import { ProjectForm } from './ProjectForm.tsx';
import classes from './SettingsPage.module.css';

export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const { t: sync } = useTranslation('sync');
  const { id, info, role } = useProject();
  return (
    <PageColumn>
      <PageHead title={t('title')} />
      {info !== null && <ProjectForm info={info} mayEdit={can({ role }, 'project.edit')} />}
      <Section title={sync('offlineCopy.label')} about={sync('offlineCopy.about')}>
        <div className={classes['device']}>
          <OfflineSwitch project={id} />
        </div>
      </Section>
      {can({ role }, 'project.delete') && info !== null && <DeleteProject name={info.name} />}
    </PageColumn>
  );
}
