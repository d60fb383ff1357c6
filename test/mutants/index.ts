import { activity } from './activity.ts';
import { calendarFeeds } from './calendar-feeds.ts';
import { deliveries } from './deliveries.ts';
import { durability } from './durability.ts';
import { epochs } from './epochs.ts';
import { files } from './files.ts';
import { exchange } from './exchange.ts';
import { finding } from './finding.ts';
import { frames } from './frames.ts';
import { guard } from './guard.ts';
import { guests } from './guests.ts';
import { history } from './history.ts';
import { joining } from './joining.ts';
import { lettingIn } from './letting-in.ts';
import { limits } from './limits.ts';
import type { Mutant } from './mutant.ts';
import { mail } from './mail.ts';
import { notifications } from './notifications.ts';
import { numberingMutants } from './numbering.ts';
import { onDevice } from './on-device.ts';
import { plainClients } from './plain-clients.ts';
import { presence } from './presence.ts';
import { push } from './push.ts';
import { repair } from './repair.ts';
import { spine } from './spine.ts';
import { storage } from './storage.ts';
import { tabs } from './tabs.ts';
import { unread } from './unread.ts';
import { wire } from './wire.ts';

/** Every mutant, about in the order of SPEC.md. */
export const mutants: readonly Mutant[] = [
  ...wire,
  ...lettingIn,
  ...joining,
  ...epochs,
  ...durability,
  ...repair,
  ...onDevice,
  ...guard,
  ...presence,
  ...plainClients,
  ...tabs,
  ...limits,
  ...history,
  ...calendarFeeds,
  ...guests,
  ...exchange,
  ...frames,
  ...activity,
  ...spine,
  ...numberingMutants,
  ...mail,
  ...push,
  ...finding,
  ...files,
  ...storage,
  ...deliveries,
  ...notifications,
  ...unread,
];
