import type { Device, DocumentHandle } from '@clapper/device';
import { FOUND_KINDS, type FoundKind } from '@clapper/documents/passages';
import { projectDocument } from '@clapper/protocol';
import type { Doc } from 'yjs';
import type { Rest, SearchIndex } from './search/search-index.ts';

/** No task is longer: who types must not feel that thousands of records are read beside. */
const SLICE_MS = 5;
/** Somebody who types changes a document ten times a second. */
const SETTLE_MS = 250;

/**
 * Reads the documents of a project that are on this device into the index, and again when they change, until stopped.
 * What may not be read, or is not here, is not found.
 */
export function followProject(
  device: Pick<Device, 'open'>,
  project: string,
  index: SearchIndex,
  changed: () => void,
): () => void {
  const docs = new Map<FoundKind, Doc>();
  const due = new Set<FoundKind>();
  const ends: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let reading = false;
  let stopped = false;

  const read = async () => {
    if (reading) return;
    reading = true;
    const rest = slices();
    for (let kind = next(due); kind !== undefined && !stopped; kind = next(due)) {
      due.delete(kind);
      if (docs.has(kind)) await index.read(kind, Object.fromEntries(docs), rest);
      else index.forget(kind);
      if (!stopped) changed();
    }
    reading = false;
  };
  const ask = (kind: FoundKind) => {
    due.add(kind);
    // In the plan's words stands what shots and people are called.
    if (kind === 'board' || kind === 'info') due.add('plan');
  };
  const soon = (kind: FoundKind) => {
    ask(kind);
    // Shots are numbered in the order of the plan's stages.
    if (kind === 'plan') due.add('board');
    timer ??= setTimeout(() => {
      timer = null;
      void read();
    }, SETTLE_MS);
  };
  const follow = (kind: FoundKind, handle: DocumentHandle) => {
    const hear = () => soon(kind);
    const look = () => {
      const state = handle.state.get();
      const doc = state.phase === 'ready' && state.access.read ? state.doc : undefined;
      const before = docs.get(kind);
      if (doc === before) return;
      before?.off('update', hear);
      if (doc === undefined) docs.delete(kind);
      else docs.set(kind, doc);
      doc?.on('update', hear);
      ask(kind);
      void read();
    };
    const end = handle.state.subscribe(look);
    look();
    ends.push(() => {
      end();
      docs.get(kind)?.off('update', hear);
      handle.close();
    });
  };
  for (const kind of FOUND_KINDS) {
    // What is here no more is forgotten too.
    due.add(kind);
    follow(kind, device.open(projectDocument(project, kind)));
  }
  return () => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
    for (const end of ends) end();
  };
}

/** In the order that names things before those that are shown with their names. */
function next(due: ReadonlySet<FoundKind>): FoundKind | undefined {
  return FOUND_KINDS.find((kind) => due.has(kind));
}

function slices(): Rest {
  let start = performance.now();
  return () => {
    if (performance.now() - start < SLICE_MS) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        start = performance.now();
        resolve();
      }, 0);
    });
  };
}
