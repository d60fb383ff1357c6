import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FramePicture } from '../ui/FramePicture.tsx';
import { LinkButton } from './links.tsx';
import classes from './NotFoundPage.module.css';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <main className={classes['page']}>
      <h1 className={classes['title']}>{t('error.notFoundTitle')}</h1>
      <EmptyState
        picture={<FramePicture picture="empty" />}
        action={<LinkButton to="/">{t('error.notFoundAction')}</LinkButton>}
      >
        {t('error.notFoundBody')}
      </EmptyState>
    </main>
  );
}
