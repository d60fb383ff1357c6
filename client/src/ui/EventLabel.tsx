import {
  IconClipboardList,
  IconCut,
  IconDiamond,
  IconFlag3,
  IconMessageCircle,
  IconMovie,
  IconPlane,
  IconZzz,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './EventLabel.module.css';

export type EventType = keyof typeof ICONS;

const ICONS = {
  shoot: IconMovie,
  pickup: IconMovie,
  prep: IconClipboardList,
  edit: IconCut,
  review: IconMessageCircle,
  deadline: IconFlag3,
  delivery: IconFlag3,
  travel: IconPlane,
  dayOff: null,
  milestone: IconDiamond,
} as const;

/** An event of the calendar: its weight follows its importance, a shoot is the blackest. */
export function EventLabel({
  type,
  tentative = false,
  className = '',
  children,
}: {
  type: EventType;
  /** It is not sure yet: dashed. */
  tentative?: boolean;
  className?: string | undefined;
  children: ReactNode;
}) {
  const Icon = ICONS[type];
  return (
    <span
      className={`${classes['event']} ${className}`}
      data-type={type}
      data-tentative={tentative || undefined}
    >
      {Icon !== null && <Icon size={14} aria-hidden />}
      {children}
    </span>
  );
}

/** Its picture alone, where a line of words stands beside it; a day off has none. */
export function EventIcon({ type }: { type: EventType }) {
  const Icon = ICONS[type] ?? IconZzz;
  return <Icon size={18} aria-hidden />;
}
