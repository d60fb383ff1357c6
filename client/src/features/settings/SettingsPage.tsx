import { can } from '@clapper/access';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../app/project-context.tsx';
import { PageColumn, PageHead } from '../../ui/PageHead.tsx';
import { DeleteProject } from './DeleteProject.tsx';
import { ProjectForm } from './ProjectForm.tsx';

export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const { info, role } = useProject();
  return (
    <PageColumn>
      <PageHead title={t('title')} />
      {info !== null && <ProjectForm info={info} mayEdit={can({ role }, 'project.edit')} />}
      {can({ role }, 'project.delete') && info !== null && <DeleteProject name={info.name} />}
    </PageColumn>
  );
}
