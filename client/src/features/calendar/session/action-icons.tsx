import { IconArrowsMove, IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';

/** What a toast says was done, as a picture. */
export const ACTION_ICONS = {
  moved: <IconArrowsMove size={16} aria-hidden />,
  copied: <IconCopy size={16} aria-hidden />,
  changed: <IconPencil size={16} aria-hidden />,
  removed: <IconTrash size={16} aria-hidden />,
} as const;
