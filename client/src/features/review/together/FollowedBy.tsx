import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/device-context.tsx';
import { useFormat } from '../../../ui/format.ts';
import { usePeopleHere } from '../../presence/index.ts';
import classes from './FollowedBy.module.css';

/** Who watches with me: what I do they see. */
export function FollowedBy() {
  const { t } = useTranslation('review');
  const { list } = useFormat();
  const me = useMe().id;
  const names = usePeopleHere()
    .filter(({ following }) => following === me)
    .map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <span className={classes['followed']} role="status">
      <IconEye size={14} aria-hidden />
      {t('together.followed', { count: names.length, names: list(names) })}
    </span>
  );
}
