import { useTranslation } from 'react-i18next';
import type { PictureState } from '../../files/use-picture.ts';
import classes from './PictureViewer.module.css';

/** Why a picture is not to be seen. */
export function PictureNews({ picture }: { picture: Exclude<PictureState, { state: 'here' }> }) {
  const { t } = useTranslation('board');
  if (picture.state === 'loading') return null;
  return (
    <p className={classes['nothing']} role="status">
      {picture.state === 'absent' && picture.percent !== null
        ? t('viewer.sent', { percent: picture.percent })
        : t(`viewer.${picture.state}`)}
    </p>
  );
}
