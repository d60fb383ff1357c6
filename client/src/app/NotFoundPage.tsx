import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FramePicture } from '../ui/FramePicture.tsx';
import { LinkButton } from './links.tsx';
import classes from './NotFoundPage.module.css';

export function NotFoundPage() {
  return (
    <main>
      <NotFound />
    </main>
  );
}

/** The same inside a frame that has its own main part. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className={classes['page']}>
      <h1 className={classes['title']}>{t('error.notFoundTitle')}</h1>
      <EmptyState
        picture={<FramePicture picture="empty" />}
        action={<LinkButton to="/">{t('error.notFoundAction')}</LinkButton>}
      >
        {t('error.notFoundBody')}
      </EmptyState>
    </div>
  );
}
