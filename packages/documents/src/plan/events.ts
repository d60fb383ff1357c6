import { happening, type EventSource, type Happening } from '../events/event-source.ts';
import { byRecord } from '../events/record-touches.ts';
import { saysTheSame, standingAt, wordsOf } from '../events/standing.ts';
import { STAGE_LIMITS } from './schema.ts';

export const planEvents: EventSource = {
  happened: (touches, doc) =>
    byRecord(touches).flatMap(({ root, id, fresh, values, edits }): Happening[] => {
      if (root !== 'stages') return [];
      if (fresh) return [happening('created', 'stage', id, {})];
      const events: Happening[] = [];
      const edited = [...edits];
      for (const [field, value] of values) {
        const from = standingAt(doc, root, id, field);
        if (saysTheSame(from, value)) continue;
        if (field === 'title') {
          events.push(happening('renamed', 'stage', id, { from: wordsOf(from, STAGE_LIMITS.title) }));
        } else if (field === 'status') {
          const was = typeof from === 'string' ? from : 'draft';
          const to = typeof value === 'string' ? value : 'draft';
          if (was !== to) events.push(happening('statusChanged', 'stage', id, { from: was, to }));
        } else edited.push(field);
      }
      return edited.length === 0 ? events : [...events, happening('edited', 'stage', id, { fields: edited })];
    }),

  nameOf: ({ id }, doc) => wordsOf(standingAt(doc, 'stages', id, 'title'), STAGE_LIMITS.title),
};
