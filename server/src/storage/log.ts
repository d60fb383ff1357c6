/** Where the storage reports what it recovers from by itself. A pino logger is one. */
export interface StorageLog {
  info(fields: object, event: string): void;
  error(fields: object, event: string): void;
}
