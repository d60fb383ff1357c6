/** Files of a device. Apart from the rest: the words of a page need none of it. */
export { openFiles } from './files/file-store.ts';
export type { Added, FilesOptions, FileStore, FileUrl, NewFile } from './files/file-store.ts';
export type { FilesState, WaitingFile } from './files/waiting-files.ts';
export { KEPT_FILES_LIMITS, keepFiles, type KeptFiles, type WantedFile } from './files/keep-files.ts';
export { hashBlob } from './files/hash-blob.ts';
