import type { Messages } from './messages.ts';

export const en = {
  title: 'Plan',
};

export const ko: Messages<typeof en> = {
  title: '기획',
};
