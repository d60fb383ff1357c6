import type { NotificationType } from '@clapper/documents';
import {
  IconArrowBackUp,
  IconArrowsMove,
  IconAt,
  IconCalendarDue,
  IconCircleCheck,
  IconCircleDashed,
  IconKey,
  IconMessage,
  IconMessageExclamation,
  IconMovie,
  IconProgress,
  IconRotateClockwise,
  IconMoodSmile,
  IconUserCheck,
  IconUserPlus,
  type Icon,
} from '@tabler/icons-react';

/** Why somebody is told, at a glance. */
export const KIND_ICONS: Readonly<Record<NotificationType, Icon>> = {
  mention: IconAt,
  reply: IconArrowBackUp,
  comment: IconMessage,
  assigned: IconUserCheck,
  status: IconProgress,
  approved: IconCircleCheck,
  changesRequested: IconMessageExclamation,
  resolved: IconCircleCheck,
  reopened: IconRotateClockwise,
  reacted: IconMoodSmile,
  changed: IconArrowsMove,
  newCut: IconMovie,
  deadline: IconCalendarDue,
  memberJoined: IconUserPlus,
  roleChanged: IconKey,
  accessRequested: IconCircleDashed,
};
