import type { PresenceUser } from '@clapper/protocol';
import { Connection, type ConnectionEvents } from '../connection.ts';
import type { Environment, Logger } from '../environment.ts';

export interface ConnectionOfTab {
  server: string;
  device: string;
  user: PresenceUser;
  token: (refused: string | null) => Promise<string>;
  environment: Environment;
  log: Logger;
}

/** A connection of this tab's own: that of the tab that leads, or of one that is alone. */
export function connect(options: ConnectionOfTab, events: ConnectionEvents): Connection {
  const { server, device, token, environment, log } = options;
  return new Connection({ server, device, token, environment, log, events });
}
