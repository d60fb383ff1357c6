import type { Device, DocumentHandle } from '@clapper/device';
import { FOUND_KINDS, type FoundSource } from '@clapper/documents/passages';
import { readMedia } from '@clapper/documents/review';
import { projectDocument } from '@clapper/protocol';
import type { Doc } from 'yjs';
import type { Rest, SearchIndex } from './search/search-index.ts';

/** No task is longer: who types must not feel that thousands of records are read beside. */
const SLICE_MS = 5;
/** Somebody who types changes a document ten times a second. */
const SETTLE_MS = 250;

/** Reviews that are heard while one searches: the newest. Hundreds of sockets' worth of documents help nobody. */
const MOST_FOLLOWED = 24;
/** The others are opened for as long as reading them takes, so many at once. */
const PASSING_AT_ONCE = 4;
/** What is not here and does not come lets the next one pass. */
const PATIENCE_MS = 5_000;

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
  const docs = new Map<FoundSource, Doc>();
  const due = new Set<FoundSource>();
  const ends = new Map<FoundSource, () => void>();
  /** Reviews that are read once and let go, and those that wait for it. */
  const passing = new Map<FoundSource, ReturnType<typeof setTimeout>>();
  const queue: { source: FoundSource; video: string }[] = [];
  const passed = new Set<FoundSource>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let reading = false;
  let stopped = false;

  const read = async () => {
    if (reading) return;
    reading = true;
    const rest = slices();
    for (let source = next(due); source !== undefined && !stopped; source = next(due)) {
      due.delete(source);
      if (source === 'media') followReviews();
      if (docs.has(source)) await index.read(source, Object.fromEntries(docs), rest);
      else index.forget(source);
      if (docs.has(source)) letGo(source);
      if (!stopped) changed();
    }
    reading = false;
  };
  const ask = (source: FoundSource) => {
    due.add(source);
    // In the plan's words stands what shots and people are called.
    if (source === 'board' || source === 'info') due.add('plan');
  };
  const soon = (source: FoundSource) => {
    ask(source);
    // Shots are numbered in the order of the plan's stages.
    if (source === 'plan') due.add('board');
    timer ??= setTimeout(() => {
      timer = null;
      void read();
    }, SETTLE_MS);
  };
  const follow = (source: FoundSource, handle: DocumentHandle) => {
    const hear = () => soon(source);
    const look = () => {
      const state = handle.state.get();
      const doc = state.phase === 'ready' && state.access.read ? state.doc : undefined;
      const before = docs.get(source);
      if (doc === before) return;
      before?.off('update', hear);
      if (doc === undefined) docs.delete(source);
      else docs.set(source, doc);
      doc?.on('update', hear);
      ask(source);
      void read();
    };
    const end = handle.state.subscribe(look);
    ends.set(source, () => {
      end();
      docs.get(source)?.off('update', hear);
      docs.delete(source);
      handle.close();
    });
    look();
  };
  /** The notes of the videos there are; of one that was deleted nothing is found. */
  const followReviews = () => {
    const media = docs.get('media');
    const videos = media === undefined ? [] : readMedia(media).videos;
    const reviews = new Map(videos.map(({ id }) => [`review/${id}` as const, id]));
    for (const source of new Set([...index.sources, ...ends.keys()])) {
      if (!isReview(source) || reviews.has(source)) continue;
      ends.get(source)?.();
      ends.delete(source);
      due.add(source);
    }
    const newest = videos.toSorted((a, b) => b.createdAt - a.createdAt);
    for (const { id: video } of newest.slice(0, MOST_FOLLOWED)) {
      const source = `review/${video}` as const;
      clearTimeout(passing.get(source));
      passing.delete(source);
      if (ends.has(source)) continue;
      due.add(source);
      follow(source, device.open(projectDocument(project, 'review', video)));
    }
    for (const { id: video } of newest.slice(MOST_FOLLOWED)) {
      const source = `review/${video}` as const;
      if (passed.has(source)) continue;
      passed.add(source);
      queue.push({ source, video });
    }
    letPass();
  };
  const letPass = () => {
    while (!stopped && passing.size < PASSING_AT_ONCE) {
      const next = queue.shift();
      if (next === undefined) return;
      const { source, video } = next;
      if (ends.has(source)) continue;
      passing.set(
        source,
        setTimeout(() => letGo(source), PATIENCE_MS),
      );
      follow(source, device.open(projectDocument(project, 'review', video)));
    }
  };
  /** What was found in it stays. */
  const letGo = (source: FoundSource) => {
    if (!passing.has(source)) return;
    clearTimeout(passing.get(source));
    passing.delete(source);
    ends.get(source)?.();
    ends.delete(source);
    letPass();
  };
  for (const kind of FOUND_KINDS) {
    // What is here no more is forgotten too.
    due.add(kind);
    follow(kind, device.open(projectDocument(project, kind)));
  }
  return () => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
    for (const patience of passing.values()) clearTimeout(patience);
    for (const end of ends.values()) end();
  };
}

/** In the order that names things before those that are shown with their names. */
function next(due: ReadonlySet<FoundSource>): FoundSource | undefined {
  return FOUND_KINDS.find((kind) => due.has(kind)) ?? due.values().next().value;
}

function isReview(source: FoundSource): source is `review/${string}` {
  return source.startsWith('review/');
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
