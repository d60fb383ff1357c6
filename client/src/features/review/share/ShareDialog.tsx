import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { useProject } from '../../../app/project-context.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { LinkRow } from './LinkRow.tsx';
import { NewLink } from './NewLink.tsx';
import { guestLinks } from './guest-links.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import classes from './Share.module.css';

interface ShareDialogProps {
  opened: boolean;
  onClose: () => void;
  video: string;
  title: string;
}

/** Links to one video: a new one, and those that still open it. */
export default function ShareDialog({ opened, onClose, video, title }: ShareDialogProps) {
  const { t } = useTranslation('guest');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('share.title', { video: title })} size={520}>
      <p className={classes['lead']}>{t('share.lead')}</p>
      <NewLink video={video} />
      <h3 className={classes['head']}>{t('share.list')}</h3>
      <Links video={video} />
    </Dialog>
  );
}

function Links({ video }: { video: string }) {
  const { t } = useTranslation('guest');
  const { id: project } = useProject();
  const errorText = useErrorText();
  const { data: links, error } = useQuery({
    queryKey: ['guestLinks', project, video],
    queryFn: () => guestLinks.list(project, video),
  });
  if (error !== null) return <Notice tone="bad">{errorText(error)}</Notice>;
  if (links === undefined) return null;
  if (links.length === 0) return <p className={classes['note']}>{t('share.none')}</p>;
  return (
    <ul className={classes['links']}>
      {links.map((link) => (
        <LinkRow key={link.id} project={project} video={video} link={link} />
      ))}
    </ul>
  );
}
