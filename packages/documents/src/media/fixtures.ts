import * as Y from 'yjs';
import { FIXTURE_FACTS, FIXTURE_PERSON, fixtureUpdate } from '../fixture-facts.ts';
import { firstOrders } from '../order.ts';
import { derivedId } from '../seed.ts';

const { project } = FIXTURE_FACTS;
const { by, at } = FIXTURE_PERSON;

/** `many`: every deliverable of a campaign. */
const MANY_VIDEOS = 300;

export function mediaFixtures(): Record<string, Uint8Array> {
  return {
    empty: fixtureUpdate(null, () => {}),
    filled: fixtureUpdate(null, fill),
    many: fixtureUpdate(null, (doc) => {
      add(
        doc,
        Array.from({ length: MANY_VIDEOS }, (_, index) => `버전 ${index + 1} · 15 s`),
      );
    }),
    broken: fixtureUpdate(null, (doc) => {
      fill(doc);
      const videos = doc.getMap<unknown>('videos');
      const video = (index: number) => videos.get(derivedId(project, 'video', index)) as Y.Map<unknown>;
      videos.set('list', ['a record that is no map']);
      videos.set('untitled', new Y.Map<unknown>([['createdBy', by]]));
      video(0).set('future', ['from', 'a', 'newer', 'version']);
      video(1).set('order', '');
      video(2).set('deleted', true);
    }),
  };
}

function fill(doc: Y.Doc): void {
  add(doc, ['서울 골목 커피 30초', 'Making of', '세로 15초 📱', '옛 예고편']);
  const gone = doc.getMap('videos').get(derivedId(project, 'video', 3)) as Y.Map<unknown>;
  gone.set('deleted', { by, at: at + 60_000 });
}

function add(doc: Y.Doc, titles: readonly string[]): void {
  const orders = firstOrders(titles.length);
  titles.forEach((title, index) => {
    const record = { title, order: orders[index], createdBy: by, createdAt: at + index };
    doc.getMap('videos').set(derivedId(project, 'video', index), new Y.Map(Object.entries(record)));
  });
}
