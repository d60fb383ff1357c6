export * from './errors.ts';
export * from './files.ts';
export * from './ids.ts';
export * from './document-id.ts';
export * from './limits.ts';
export * from './version.ts';
export * from './message.ts';
export * as api from './api.ts';
export type * from './api.ts';
