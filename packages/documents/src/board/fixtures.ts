import * as Y from 'yjs';
import { fillDemo } from '../demo/index.ts';
import { FIXTURE_FACTS, FIXTURE_PERSON, fixtureUpdate } from '../fixture-facts.ts';
import { firstOrders } from '../order.ts';
import { seedPlan, stageId } from '../plan/seed.ts';
import { derivedId } from '../seed.ts';
import { SHOT_ANGLES, SHOT_MOVEMENTS, SHOT_SIZES, SHOT_STATUSES, type TakeLayer } from './schema.ts';
import { NUMBERINGS } from './numbering.ts';
import { keepNumbers, lockNumbers, setAspect, setNumbering } from './setting-writes.ts';
import { seedBoard, shotId } from './seed.ts';
import { deleteTakes, showTake } from './take-writes.ts';
import { deleteShots, insertShot } from './writes.ts';

/** `many`: a feature's worth of shots on one board. */
const MANY_SHOTS = 500;

export function boardFixtures(): Record<string, Uint8Array> {
  const seed = seedBoard(FIXTURE_FACTS);
  return {
    empty: seed,
    filled: fixtureUpdate(seed, fillWithDemo),
    many: fixtureUpdate(null, fillWithMany),
    locked: fixtureUpdate(seed, lockIt),
    broken: fixtureUpdate(seed, breakIt),
  };
}

function fillWithDemo(doc: Y.Doc): void {
  const plan = new Y.Doc();
  Y.applyUpdate(plan, seedPlan(FIXTURE_FACTS));
  fillDemo(plan, doc, { language: FIXTURE_FACTS.language, ...FIXTURE_PERSON, origin: 'fixture' });
  // Two of three drawings of the first shot; an older one is shown. One of the second, as art.
  const takes = [0, 1, 2].map((index) => insertTake(doc, index, { shot: 0, layer: 'lineart' }));
  insertTake(doc, 3, { shot: 1, layer: 'art' });
  deleteTakes(doc, [takes[1]!], FIXTURE_PERSON, 'fixture');
  showTake(doc, shotId(FIXTURE_FACTS.project, 0), 'lineart', takes[0]!, 'fixture');
}

/** Numbers that are locked, with one put in between and one omitted. */
function lockIt(doc: Y.Doc): void {
  const { project } = FIXTURE_FACTS;
  const stages = [0, 1, 2, 3].map((index) => ({ id: stageId(project, index) }));
  setAspect(doc, '2.39:1', 'fixture');
  setNumbering(doc, NUMBERINGS.letters, 'fixture');
  lockNumbers(doc, stages, FIXTURE_PERSON, 'fixture');
  const place = { stage: stageId(project, 1), order: firstOrders(4)[3] };
  insertShot(doc, derivedId(project, 'between', 0), { place, status: 'draft' }, { title: '김이 오른다' });
  keepNumbers(doc, [derivedId(project, 'between', 0)], 'fixture');
  deleteShots(doc, [shotId(project, 11)], FIXTURE_PERSON, 'fixture');
}

/** Under an id that is the same each time. */
function insertTake(doc: Y.Doc, index: number, of: { shot: number; layer: TakeLayer }): string {
  const { project } = FIXTURE_FACTS;
  const id = derivedId(project, 'take', index);
  const picture = {
    hash: `${index}`.repeat(64),
    name: `그림 ${index + 1}.png`,
    type: 'image/png',
    bytes: 1_000 + index,
    width: 1_920,
    height: 1_080,
    thumbhash: null,
  };
  const values = {
    shot: shotId(project, of.shot),
    layer: of.layer,
    picture,
    note: index === 0 ? '' : '손을 더 크게',
    createdBy: FIXTURE_PERSON.by,
    createdAt: FIXTURE_PERSON.at + index,
  };
  doc.getMap('takes').set(id, new Y.Map<unknown>(Object.entries(values)));
  return id;
}

function fillWithMany(doc: Y.Doc): void {
  const { project } = FIXTURE_FACTS;
  const stages = 4;
  for (const [index, order] of firstOrders(MANY_SHOTS).entries()) {
    const stage = Math.floor((index * stages) / MANY_SHOTS);
    insertShot(
      doc,
      derivedId(project, 'many', index),
      {
        place: { stage: stageId(project, stage), order },
        duration: 0.5 + (index % 12) / 2,
        size: SHOT_SIZES[index % SHOT_SIZES.length],
        angle: SHOT_ANGLES[index % SHOT_ANGLES.length],
        movement: SHOT_MOVEMENTS[index % SHOT_MOVEMENTS.length],
        status: SHOT_STATUSES[index % SHOT_STATUSES.length],
        createdBy: FIXTURE_PERSON.by,
        createdAt: FIXTURE_PERSON.at + index,
      },
      {
        title: `샷 ${index + 1}`,
        action: `비가 온다. A street, seen for the ${index + 1}. time.`,
        dialogue: index % 5 === 0 ? '드세요.' : '',
        notes: index % 3 === 0 ? '바닥 먼저 적실 것. Backlight.' : '',
      },
    );
  }
  deleteShots(
    doc,
    [derivedId(project, 'many', 7), derivedId(project, 'many', 250)],
    FIXTURE_PERSON,
    'fixture',
  );
}

/** One of each thing that a reader has to live with; some newer, some plainly wrong. */
function breakIt(doc: Y.Doc): void {
  const { project } = FIXTURE_FACTS;
  const shots = doc.getMap<unknown>('shots');
  const shot = (index: number): Y.Map<unknown> => shots.get(shotId(project, index)) as Y.Map<unknown>;
  shots.set('number', 12);
  const settings = doc.getMap('settings');
  settings.set('aspect', 'round');
  settings.set('numbering', '{i}');
  settings.set('locked', true);
  shots.set('no-place', new Y.Map([['size', 'CU']]));
  shots.set('bad-order', new Y.Map<unknown>([['place', { stage: stageId(project, 0), order: '' }]]));
  shots.set(
    'lost',
    new Y.Map<unknown>([['place', { stage: 'a stage that is gone', order: firstOrders(1)[0] }]]),
  );
  shot(0).set('size', 'XXL');
  shot(0).set('future', ['from', 'a', 'newer', 'version']);
  shot(1).set('title', 'a plain string');
  shot(2).set('duration', -1);
  shot(3).set('deleted', true);
  shot(4).delete('notes');
  shot(5).set('notes', new Y.XmlText('markup'));
  shot(6).set('art', 'a take that is not there');
  doc.getMap('takes').set('no-picture', new Y.Map([['shot', shotId(project, 6)]]));
  doc.getArray('newerRoot').push(['value']);
}
