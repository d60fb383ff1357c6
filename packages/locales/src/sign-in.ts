import type { Messages } from './messages.ts';

export const en = {};

export const ko: Messages<typeof en> = {};
