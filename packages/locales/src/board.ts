import type { Messages } from './messages.ts';

export const en = {
  title: 'Board',
};

export const ko: Messages<typeof en> = {
  title: '보드',
};
