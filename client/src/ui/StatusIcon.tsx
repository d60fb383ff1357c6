import { IconCircleCheck, IconMessageExclamation, IconPencil, IconProgressCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './StatusIcon.module.css';

export type WorkStatus = 'draft' | 'review' | 'changes' | 'approved';

const ICONS = {
  draft: IconPencil,
  review: IconProgressCheck,
  changes: IconMessageExclamation,
  approved: IconCircleCheck,
} as const;

/** Decorative: the word stands beside it (see `StatusLabel`). */
export function StatusIcon({ status, size = 16 }: { status: WorkStatus; size?: 14 | 16 | 17 | 18 }) {
  const Icon = ICONS[status];
  return <Icon size={size} className={classes['icon']} data-status={status} aria-hidden />;
}

/** Status is always an icon and a word. */
export function StatusLabel({ status, size = 16 }: { status: WorkStatus; size?: 14 | 16 | 17 | 18 }) {
  const { t } = useTranslation();
  return (
    <span className={classes['label']}>
      <StatusIcon status={status} size={size} />
      {t(`status.${status}`)}
    </span>
  );
}
