import type * as Y from 'yjs';
import { happening, type EventSource, type Happening } from '../events/event-source.ts';
import { lifeOf } from '../events/lives.ts';
import { byRecord, type RecordTouches } from '../events/record-touches.ts';
import { saysTheSame, standingAt, wordsOf } from '../events/standing.ts';

/** Enough to know a shot by. */
const NAME_CHARACTERS = 80;

export const boardEvents: EventSource = {
  happened: (touches, doc) =>
    byRecord(touches).flatMap((record) => {
      if (record.root === 'shots') return shotEvents(record, doc);
      return record.root === 'takes' ? takeEvents(record, doc) : [];
    }),

  /** A shot without a title goes by what is seen in it. */
  nameOf: ({ id }, doc) => shotName(doc, id),
};

function shotName(doc: Y.Doc, id: string): string {
  const title = wordsOf(standingAt(doc, 'shots', id, 'title'), NAME_CHARACTERS);
  return title === '' ? wordsOf(standingAt(doc, 'shots', id, 'action'), NAME_CHARACTERS) : title;
}

function shotEvents(record: RecordTouches, doc: Y.Doc): Happening[] {
  const { root, id, values, edits } = record;
  const life = lifeOf(record, 'shot', doc);
  if (life === 'unborn') return [];
  if (life !== null && life.type === 'created')
    return [life, ...assigned(record, undefined, standingAt(doc, root, id, 'assignee'))];
  const events: Happening[] = life === null ? [] : [life];
  const edited: string[] = [];
  for (const field of edits) {
    if (field === 'title') events.push(happening('renamed', 'shot', id, { from: shotName(doc, id) }));
    else edited.push(field);
  }
  for (const [field, value] of values) {
    const from = standingAt(doc, root, id, field);
    if (field === 'deleted' || saysTheSame(from, value)) continue;
    switch (field) {
      case 'place': {
        const was = stageOf(from);
        const to = stageOf(value);
        if (to !== null) events.push(happening('moved', 'shot', id, { from: was, to }));
        break;
      }
      case 'status': {
        const was = typeof from === 'string' ? from : 'draft';
        const to = typeof value === 'string' ? value : 'draft';
        if (was !== to) events.push(happening('statusChanged', 'shot', id, { from: was, to }));
        break;
      }
      case 'fixed':
        if (numberIn(from) !== numberIn(value)) edited.push('number');
        break;
      case 'lineart':
      case 'art':
        edited.push('picture');
        break;
      case 'assignee':
        events.push(...assigned(record, from, null));
        break;
      default:
        edited.push(field);
    }
  }
  if (edited.length > 0) events.push(happening('edited', 'shot', id, { fields: edited }));
  return events;
}

/** A picture that comes to light or goes is a change of its shot, as what is written in it is. */
function takeEvents(record: RecordTouches, doc: Y.Doc): Happening[] {
  const shot = record.values.get('shot') ?? standingAt(doc, 'takes', record.id, 'shot');
  if (typeof shot !== 'string') return [];
  const life = lifeOf(record, 'shot', doc);
  const changes = life !== 'unborn' && (life !== null || record.values.has('note'));
  return changes ? [happening('edited', 'shot', shot, { fields: ['picture'] })] : [];
}

/** `standing`: whose it is where the edit does not say. */
function assigned({ id, values }: RecordTouches, from: unknown, standing: unknown): Happening[] {
  const was = typeof from === 'string' ? from : null;
  const value = values.has('assignee') ? values.get('assignee') : standing;
  const to = typeof value === 'string' ? value : null;
  return was === to ? [] : [happening('assigned', 'shot', id, { from: was, to })];
}

function numberIn(fixed: unknown): unknown {
  return (fixed as { number?: unknown } | null | undefined)?.number ?? null;
}

function stageOf(place: unknown): string | null {
  const stage = (place as { stage?: unknown } | null | undefined)?.stage;
  return typeof stage === 'string' ? stage : null;
}
