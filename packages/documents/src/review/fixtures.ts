import * as Y from 'yjs';
import { breakFeedback, cutId, fillFeedback, fillManyNotes } from '../feedback/fixtures.ts';
import { FIXTURE_PERSON, fixtureUpdate } from '../fixture-facts.ts';
import { derivedId } from '../seed.ts';
import { voteKey } from '../votes.ts';

const { by: HANEUL, at: START } = FIXTURE_PERSON;
/** A member of the fixtures of `info`. */
const SEOJIN = derivedId('member', 1);
const HOUR_MS = 60 * 60_000;

const VIDEO = {
  rate: { num: 24, den: 1 },
  frames: 2_400,
  startFrame: 86_400,
  dropFrame: false,
  durationSeconds: 100,
  rotation: 0,
  audio: true,
  variable: false,
} as const;

export function reviewFixtures(): Record<string, Uint8Array> {
  return {
    empty: fixtureUpdate(null, () => {}),
    filled: fixtureUpdate(null, fill),
    many: fixtureUpdate(null, (doc) => {
      for (let number = 1; number <= 20; number++) cut(doc, number, {});
      fillManyNotes(doc);
    }),
    broken: fixtureUpdate(null, (doc) => {
      fill(doc);
      breakFeedback(doc);
      doc.getMap('cuts').set('v3', 'a record that is no map');
      doc.getMap('cuts').set('fileless', new Y.Map<unknown>([['createdBy', HANEUL]]));
      (doc.getMap('cuts').get(cutId(2)) as Y.Map<unknown>).set('media', { state: 'dreaming' });
      doc.getMap('approvals').set(vote(1, SEOJIN), 'maybe');
    }),
  };
}

/** A cut that was judged, the next one, one that was a mistake, and what people said of them. */
function fill(doc: Y.Doc): void {
  cut(doc, 1, { media: { state: 'ready', width: 1920, height: 1080, video: VIDEO } });
  cut(doc, 2, {
    label: '로고 늦춤',
    measured: { width: 1920, height: 1080, video: { ...VIDEO, frames: 1_800, durationSeconds: 75 } },
  });
  cut(doc, 3, { deleted: { by: HANEUL, at: START + 4 * HOUR_MS } });
  fillFeedback(doc);
  const approvals = doc.getMap('approvals');
  approvals.set(vote(1, SEOJIN), { verdict: 'changes', at: START + HOUR_MS });
  approvals.set(vote(2, SEOJIN), { verdict: 'approved', at: START + 3 * HOUR_MS });
}

function cut(doc: Y.Doc, number: number, fields: Readonly<Record<string, unknown>>): void {
  const file = {
    hash: `${number}`.padStart(64, '0'),
    name: `골목 커피 v${number}.mp4`,
    type: 'video/mp4',
    bytes: 24_000_000 + number,
  };
  const record = { file, createdBy: HANEUL, createdAt: START + number * HOUR_MS, ...fields };
  doc.getMap('cuts').set(cutId(number), new Y.Map(Object.entries(record)));
}

function vote(number: number, user: string): string {
  return voteKey({ subject: cutId(number), user });
}
