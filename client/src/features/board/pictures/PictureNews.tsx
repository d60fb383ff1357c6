import { useTranslation } from 'react-i18next';
import type { PictureState } from '../../files/use-picture.ts';
import classes from './PictureViewer.module.css';

/** Why a picture is not to be seen. */
export function PictureNews({ state }: { state: Exclude<PictureState['state'], 'here'> }) {
  const { t } = useTranslation('board');
  if (state === 'loading') return null;
  return (
    <p className={classes['nothing']} role="status">
      {t(`viewer.${state}`)}
    </p>
  );
}
