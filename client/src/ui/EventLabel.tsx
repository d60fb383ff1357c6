import {
  IconClipboardList,
  IconCut,
  IconDiamond,
  IconFlag3,
  IconMessageCircle,
  IconMovie,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './EventLabel.module.css';

export type EventType = 'shoot' | 'pickup' | 'prep' | 'edit' | 'review' | 'deadline' | 'dayOff' | 'milestone';

const ICONS = {
  shoot: IconMovie,
  pickup: IconMovie,
  prep: IconClipboardList,
  edit: IconCut,
  review: IconMessageCircle,
  deadline: IconFlag3,
  dayOff: null,
  milestone: IconDiamond,
} as const;

/** An event of the calendar: its weight follows its importance, a shoot is the blackest. */
export function EventLabel({ type, children }: { type: EventType; children: ReactNode }) {
  const Icon = ICONS[type];
  return (
    <span className={classes['event']} data-type={type}>
      {Icon !== null && <Icon size={14} aria-hidden />}
      {children}
    </span>
  );
}
