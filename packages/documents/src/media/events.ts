import { happening, type EventSource, type Happening } from '../events/event-source.ts';
import { lifeOf } from '../events/lives.ts';
import { byRecord } from '../events/record-touches.ts';
import { saysTheSame, standingAt, wordsOf } from '../events/standing.ts';

/** Enough to know a video by. */
const NAME_CHARACTERS = 80;

export const mediaEvents: EventSource = {
  happened: (touches, doc) =>
    byRecord(touches).flatMap((record): Happening[] => {
      if (record.root !== 'videos') return [];
      const life = lifeOf(record, 'video', doc);
      if (life !== null) return life === 'unborn' ? [] : [life];
      const from = standingAt(doc, 'videos', record.id, 'title');
      if (!record.values.has('title') || saysTheSame(from, record.values.get('title'))) return [];
      return [happening('renamed', 'video', record.id, { from: wordsOf(from, NAME_CHARACTERS) })];
    }),

  nameOf: ({ id }, doc) => wordsOf(standingAt(doc, 'videos', id, 'title'), NAME_CHARACTERS),
};
