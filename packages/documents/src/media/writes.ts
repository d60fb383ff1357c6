import * as Y from 'yjs';
import { newId } from '@clapper/protocol';
import type { Act } from '../act.ts';
import { ordersAt } from '../order.ts';
import { recordOf, rootMap, setDifferent } from '../records.ts';
import { fieldMust, invalidField, recordMust } from '../write-checks.ts';
import { readMedia } from './reads.ts';
import { VIDEO_FIELDS } from './schema.ts';

export interface NewVideo extends Act {
  title: string;
  /** The video it shall stand in front of; null: last. */
  before?: string | null;
}

/** Adds a video and returns its id. Its first cut is added to `review/<id>`. */
export function addVideo(doc: Y.Doc, { title, before = null, by, at }: NewVideo, origin: unknown): string {
  const values = {
    title: fieldMust('title', VIDEO_FIELDS.title.schema, title),
    createdBy: fieldMust('createdBy', VIDEO_FIELDS.createdBy.schema, by),
    createdAt: fieldMust('createdAt', VIDEO_FIELDS.createdAt.schema, at),
  };
  const videos = rootMap(doc, 'videos');
  if (videos === null) throw invalidField('videos', 'unreadable');
  const list = readMedia(doc).videos;
  const found = list.findIndex(({ id }) => id === before);
  const id = newId(at);
  const { [id]: order, ...moved } = Object.fromEntries(
    ordersAt(list, found < 0 ? list.length : found, [id], Math.random),
  );
  doc.transact(() => {
    videos.set(id, new Y.Map<unknown>(Object.entries({ ...values, order })));
    writeOrders(doc, moved);
  }, origin);
  return id;
}

export function renameVideo(doc: Y.Doc, id: string, title: string, origin: unknown): void {
  const value = fieldMust('title', VIDEO_FIELDS.title.schema, title);
  const video = recordMust(doc, 'videos', id);
  doc.transact(() => setDifferent(video, { title: value }), origin);
}

/** Puts a video in front of another (null or gone: last). One that already stands right writes nothing. */
export function moveVideo(doc: Y.Doc, id: string, before: string | null, origin: unknown): void {
  const { videos } = readMedia(doc);
  const at = videos.findIndex((video) => video.id === id);
  if (at < 0 || id === before || (videos[at + 1]?.id ?? null) === before) return;
  const staying = videos.toSpliced(at, 1);
  const found = staying.findIndex((video) => video.id === before);
  const index = found < 0 ? staying.length : found;
  if (index === at) return;
  const orders = Object.fromEntries(ordersAt(staying, index, [id], Math.random));
  doc.transact(() => writeOrders(doc, orders), origin);
}

/** Marks a video deleted. Its review stays as it is, and restoring brings it back. */
export function deleteVideo(doc: Y.Doc, id: string, { by, at }: Act, origin: unknown): void {
  const video = recordOf(doc, 'videos', id);
  if (video !== null && video.get('deleted') == null)
    doc.transact(() => video.set('deleted', { by, at }), origin);
}

export function restoreVideo(doc: Y.Doc, id: string, origin: unknown): void {
  const video = recordOf(doc, 'videos', id);
  if (video !== null && video.get('deleted') != null) doc.transact(() => video.set('deleted', null), origin);
}

function writeOrders(doc: Y.Doc, orders: Readonly<Record<string, string>>): void {
  for (const [id, order] of Object.entries(orders)) {
    const record = recordOf(doc, 'videos', id);
    if (record !== null) setDifferent(record, { order });
  }
}
