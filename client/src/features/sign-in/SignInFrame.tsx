import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { FramePicture } from '../../ui/FramePicture.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import classes from './SignInFrame.module.css';

/** The way in: a sheet with the form, and beside it a frame, because that is what this is about. */
export function SignInFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('sign-in');
  const { t: common } = useTranslation();
  return (
    <div className={classes['frame']}>
      <main className={classes['sheet']}>
        <div className={classes['brand']}>
          <Mark size={22} />
          {common('appName')}
        </div>
        <div className={classes['form']}>{children}</div>
        <LanguageSwitch />
      </main>
      <aside className={classes['picture']} aria-hidden>
        <figure className={classes['figure']}>
          <FramePicture picture="alley" />
          <figcaption className={classes['caption']}>{t('caption')}</figcaption>
        </figure>
        <p className={classes['tagline']}>{t('tagline')}</p>
      </aside>
    </div>
  );
}
