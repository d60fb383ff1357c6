/** Every namespace, for those who need them all (tests, mail); screens import theirs by path. */
export * as board from './board.ts';
export * as calendar from './calendar.ts';
export * as common from './common.ts';
export * as errors from './errors.ts';
export * as find from './find.ts';
export * as history from './history.ts';
export * as mail from './mail.ts';
export * as overview from './overview.ts';
export * as people from './people.ts';
export * as plan from './plan.ts';
export * as presence from './presence.ts';
export * as settings from './settings.ts';
export * as sheet from './sheet.ts';
export * as signIn from './sign-in.ts';
export * as spine from './spine.ts';
export * as sync from './sync.ts';
export * as threads from './threads.ts';
export type { Messages } from './messages.ts';
