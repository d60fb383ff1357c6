import type { Connection } from '../connection.ts';
import { openChannel } from '../tabs.ts';
import { createLeaseLead, type LeaseStore } from './lease-lead.ts';
import { createLockLead } from './lock-lead.ts';
import { openMail } from './mail.ts';
import { connect } from './own-connection.ts';
import { SharedUplink, type SharedUplinkOptions } from './shared-uplink.ts';
import { tabsVersion } from './version.ts';

/** The way to the server: a connection of this tab's own, or that of the tab that leads. */
export type Uplink = Pick<Connection, 'state' | 'start' | 'reconnect' | 'serverTime' | 'send' | 'close'>;

export interface UplinkOptions extends SharedUplinkOptions {
  /** Null: what this tab stores no other tab sees, so it leads itself. */
  lease: LeaseStore | null;
}

/** Where tabs cannot speak with each other, each has its own connection. */
export function openUplink(options: UplinkOptions): Uplink {
  const { environment, lease, user, device, log, tab } = options;
  const { locks } = environment;
  if (lease === null || environment.BroadcastChannel === null) return connect(options, options.events);
  const name = `clapper-${user.id}-${device}-lead-${tabsVersion()}`;
  const uplink = new SharedUplink(options);
  const mail = openMail((channel) => openChannel(channel, environment, log), name, tab, uplink);
  if (mail === null) return connect(options, options.events);
  uplink.share(
    mail,
    locks === null
      ? createLeaseLead(lease, tab, () => environment.now(), log, uplink)
      : createLockLead(locks, name, log, uplink),
  );
  return uplink;
}
