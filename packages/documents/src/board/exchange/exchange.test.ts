import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readCsv } from '../../csv/index.ts';
import { deleteShots, lockNumbers, readBoard, setShots, withOmitted, type Shot } from '../index.ts';
import { addShot, setShotText } from '../writes.ts';
import {
  importShots,
  planShots,
  readShots,
  SHOT_FILE_LIMITS,
  writeShotsCsv,
  type ChangingShotRow,
  type ShotReading,
  type ShotRow,
} from './index.ts';

const STAGES = [
  { id: 's1', names: ['기', 'Setup'] },
  { id: 's2', names: ['승', 'Development'] },
];
const ACT = { by: 'mina', at: 1_700_000_000_000 };

function shotsIn(reading: ShotReading) {
  if (!reading.ok) throw new Error(reading.code);
  return reading.shots;
}
const board = (doc: Y.Doc): Shot[] => readBoard(doc, STAGES).shots;
const changing = (rows: readonly ShotRow[]): ChangingShotRow[] => rows.filter((row) => row.what !== 'same');
const csv = (shots: readonly Shot[]): string =>
  writeShotsCsv({
    shots,
    stageName: (id) => STAGES.find((stage) => stage.id === id)!.names[0]!,
    nameOf: (user) => user,
  });
function filled(): Y.Doc {
  const doc = new Y.Doc();
  const add = (stage: string, fields: object): string =>
    addShot(doc, { stage, before: null, ...ACT, fields }, 'x');
  add('s1', { title: '골목 — "새벽"', action: '비,\n안개', duration: 2.5, size: 'CU', movement: 'push-in' });
  add('s2', { title: '=SUM(1)', dialogue: '-안녕', lens: '50 mm', angle: 'low' });
  add('s2', { title: '골목 — "새벽"' });
  return doc;
}

describe('a board as a table', () => {
  it('is told to be the same when it comes back, whatever is in it', () => {
    const shots = board(filled());
    const rows = planShots(shotsIn(readShots(csv(shots), 'board.csv')), shots, STAGES);
    expect(rows.map((row) => [row.what, 'id' in row && row.id])).toEqual(shots.map(({ id }) => ['same', id]));
  });

  it('says which numbers are omitted, where they stood, and takes them for no shots when it comes back', () => {
    const doc = filled();
    lockNumbers(doc, STAGES, ACT, 'x');
    deleteShots(doc, [board(doc)[1]!.id], ACT, 'x');
    const table = csv(withOmitted(readBoard(doc, STAGES), STAGES));
    const lines = readCsv(table);
    expect(lines.ok && lines.rows.slice(1).map((row) => [row[1], row[3] === '', row[12]])).toEqual([
      ['1', false, 'draft'],
      ['2', true, 'omitted'],
      ['3', false, 'draft'],
    ]);
    const rows = planShots(shotsIn(readShots(table, 'board.csv')), board(doc), STAGES);
    expect(rows.map(({ what }) => what)).toEqual(['same', 'same']);
  });

  it('makes the same board elsewhere, as one step that can be taken back', () => {
    const table = shotsIn(readShots(csv(board(filled())), 'board.csv'));
    const doc = new Y.Doc();
    const undo = new Y.UndoManager(doc.getMap('shots'), { trackedOrigins: new Set(['import']) });
    importShots(doc, changing(planShots(table, [], STAGES)), ACT, 'import', 'made');
    const said = (shots: Shot[]) =>
      shots.map(({ title, action, dialogue, duration, size, angle, movement, lens, place }) => [
        title,
        action,
        dialogue,
        duration,
        size,
        angle,
        movement,
        lens,
        place.stage,
      ]);
    expect(said(board(doc))).toEqual(said(board(filled())));
    undo.undo();
    expect(board(doc)).toEqual([]);
    undo.redo();
    expect(said(board(doc))).toEqual(said(board(filled())));
  });

  it('what was changed in the table is proposed field by field, and nothing else is written', () => {
    const doc = filled();
    const file = csv(board(doc)).replace('CU', 'ws').replace('안개', '눈');
    // Meanwhile somebody else types, too.
    setShotText(doc, board(doc)[0]!.id, 'notes', '드론', 'other');
    const table = shotsIn(readShots(file, 'board.csv')).map((shot) => {
      const { notes: _, ...fields } = shot.fields;
      return { ...shot, fields };
    });
    const rows = changing(planShots(table, board(doc), STAGES));
    expect(rows.map((row) => row.what === 'changed' && row.fields)).toEqual([['action', 'size']]);
    importShots(doc, rows, ACT, 'import', 'made');
    expect(board(doc)[0]).toMatchObject({ action: '비,\n눈', size: 'WS', notes: '드론', duration: 2.5 });
  });

  it('tables of other people: Korean headings, semicolons, lengths and sizes as people write them', () => {
    const file =
      '컷;단계;제목;내용;길이;사이즈;감독\r\n8A;승;카페;문을 연다;0:03;cu;김\r\n9;?;밖;;잠깐;huge;';
    const reading = readShots(file, '콘티.csv');
    expect(shotsIn(reading)).toEqual([
      {
        id: null,
        number: '8A',
        stage: '승',
        fields: { title: '카페', action: '문을 연다', duration: 3, size: 'CU' },
      },
      { id: null, number: '9', stage: '?', fields: { title: '밖', action: '' } },
    ]);
    expect(reading.ok && reading.troubles).toEqual([
      { shot: 2, code: 'unknown_value', field: 'size' },
      { shot: 2, code: 'unknown_value', field: 'duration' },
    ]);
    const rows = planShots(shotsIn(reading), [], STAGES);
    expect(rows.map((row) => row.what === 'new' && row.stage)).toEqual(['s2', 's2']);
  });
});

const FOUNTAIN = `Title: 새벽의 골목
Author: 김미나

# 1막

INT. CAFE - DAY #8A#

= She waits.

MINA sits down. [[소품: 컵 두 개]]
The *rain* is **loud**, _very_ \\*loud\\*.

MINA (V.O.)
(whispering)
Where is he?
I waited.

JUN ^
Here.

CUT TO:

S#9. 골목 / 밤

지민이 걷는다.
그리고 멈춘다.

지민
어디야?

@할머니 목소리가 들린다
이리 와.

/* INT. CUT - DAY
gone */
.옥상

>THE END<
!BOOM
`;

describe('screenplays', () => {
  it.each([
    ['as written', FOUNTAIN],
    ['with the line ends of Windows', FOUNTAIN.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\u{FEFF}${FOUNTAIN}`],
  ])('Fountain: scenes, numbers, names in capitals and in Hangul, notes, two at once; %s', (_, file) => {
    expect(shotsIn(readShots(file, 'script.fountain'))).toEqual([
      {
        id: null,
        number: '8A',
        stage: null,
        fields: {
          title: 'INT. CAFE - DAY',
          action: 'MINA sits down.\n\nThe rain is loud, very *loud*.',
          dialogue: 'MINA (V.O.) (whispering): Where is he? I waited.\nJUN: Here.',
          notes: 'She waits.\n소품: 컵 두 개',
        },
      },
      {
        id: null,
        number: '9',
        stage: null,
        fields: {
          title: 'S#9. 골목 / 밤',
          action: '지민이 걷는다.\n\n그리고 멈춘다.',
          dialogue: '지민: 어디야?\n할머니 목소리가 들린다: 이리 와.',
        },
      },
      { id: null, number: '', stage: null, fields: { title: '옥상', action: 'BOOM' } },
    ]);
  });

  it('Final Draft: paragraphs by their type, styled words, numbers, two at once', () => {
    const text = (...words: string[]): string =>
      words.map((each) => `<Text Style="Bold">${each}</Text>`).join('');
    const paragraph = (type: string, inner: string, number = ''): string =>
      `<Paragraph Type="${type}"${number && ` Number="${number}"`}>${inner}</Paragraph>`;
    const file =
      '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<FinalDraft DocumentType="Script" Version="5"><Content>' +
      paragraph('Scene Heading', text('INT. 카페 &amp; 골목', ' - 낮'), '8A') +
      paragraph('Action', text('Rain.')) +
      paragraph(
        '',
        `<DualDialogue>${paragraph('Character', text('민아'))}${paragraph('Dialogue', text('안녕'))}${paragraph('Character', text('JUN'))}${paragraph('Parenthetical', text('(low)'))}${paragraph('Dialogue', text('Hi'))}</DualDialogue>`,
      ) +
      paragraph('Shot', text('CLOSE ON the cup')) +
      paragraph('Transition', text('CUT TO:')) +
      '</Content></FinalDraft>';
    expect(shotsIn(readShots(file, 'script.fdx'))).toEqual([
      {
        id: null,
        number: '8A',
        stage: null,
        fields: { title: 'INT. 카페 & 골목 - 낮', action: 'Rain.', dialogue: '민아: 안녕\nJUN (low): Hi' },
      },
      { id: null, number: '', stage: null, fields: { title: 'CLOSE ON the cup' } },
    ]);
  });

  it('a second draft changes the scenes that are here, and makes the new ones', () => {
    const doc = new Y.Doc();
    const draft = shotsIn(readShots(FOUNTAIN, 'a.fountain'));
    importShots(doc, changing(planShots(draft, [], STAGES)), ACT, 'import', 'made');
    setShots(doc, [board(doc)[0]!.id], { size: 'CU' }, 'x');
    expect(planShots(draft, board(doc), STAGES).map(({ what }) => what)).toEqual(['same', 'same', 'same']);
    const second = shotsIn(
      readShots(FOUNTAIN.replace('멈춘다', '뛴다').replace('.옥상', '.지하'), 'b.fountain'),
    );
    const rows = planShots(second, board(doc), STAGES);
    expect(rows.map(({ what }) => what)).toEqual(['same', 'changed', 'new']);
    importShots(doc, changing(rows), ACT, 'import', 'made');
    expect(board(doc).map(({ title }) => title)).toEqual([
      'INT. CAFE - DAY',
      'S#9. 골목 / 밤',
      '옥상',
      '지하',
    ]);
  });
});

describe('[EX2] a hostile file of shots costs no more than it is long, and is refused with a code', () => {
  it.each([
    ['nothing', '', 'a.fountain', 'no_shots'],
    ['a table without titles', 'a,b\n1,2', 'a.csv', 'unreadable'],
    ['a table of nothing', 'title', 'a.csv', 'no_shots'],
    ['an open quotation', 'title\n"x', 'a.csv', 'unreadable'],
    ['too many shots', `title\n${'x\n'.repeat(SHOT_FILE_LIMITS.shots + 1)}`, 'a.csv', 'too_many_shots'],
    ['too many scenes', '.scene\n\n'.repeat(SHOT_FILE_LIMITS.shots + 1), 'a.fountain', 'too_many_shots'],
    ['too large', 'x'.repeat(SHOT_FILE_LIMITS.file + 1), 'a.fountain', 'too_large'],
    ['other XML', '<html/>', 'a.fdx', 'unreadable'],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><FinalDraft/>', 'a.fdx', 'has_entities'],
    ['a script of nothing', '<FinalDraft><Content/></FinalDraft>', 'a.fdx', 'no_shots'],
  ])('%s', (_, file, name, code) => {
    expect(readShots(file, name)).toEqual({ ok: false, code });
  });

  it.each([
    ['notes that never end', '[['.repeat(200_000)],
    ['stars', '*'.repeat(400_000)],
    ['stars and letters', '*a _b '.repeat(60_000)],
    ['struck out without end', '/*'.repeat(200_000)],
    ['brackets', '('.repeat(400_000)],
    ['spaces', `A${' '.repeat(400_000)}#`],
    ['numbers', '#1'.repeat(200_000)],
  ])('%s', (_, file) => {
    const start = performance.now();
    readShots(`INT. A - DAY\n\n${file}`, 'a.fountain');
    readShots(`title\n${file}`, 'a.csv');
    // Generous: the machine may be busy. What is not bounded takes minutes.
    expect(performance.now() - start).toBeLessThan(4_000);
  });
});
