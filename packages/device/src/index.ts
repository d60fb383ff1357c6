export { openDevice, type Device, type DeviceOptions, type KeptEdit } from './device.ts';
export type { ConnectionState } from './connection.ts';
export {
  defaultEnvironment,
  type Channel,
  type Environment,
  type Locks,
  type Logger,
} from './environment.ts';
export type { DocumentHandle, HandleState, ReadyState } from './handle.ts';
export type { LedgerRow } from './ledger.ts';
export type { OfflineProjects } from './offline/prefetch.ts';
export type { KeptBy, Obstacle, ProjectCopy } from './offline/project-copy.ts';
export type { DeviceStatus } from './status.ts';
export type { Store } from './store.ts';
