import type { DeviceStatus, KeptEdit } from '@clapper/device';
import i18next, { type i18n, type TFunction } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { ERROR_CODES } from '@clapper/protocol';
import { sync } from '@clapper/locales';
import { mayTakeOver } from '../../app/offline/register.ts';
import { keptSentence, letterToOwner, mailAddress } from './kept-words.ts';
import { isUnread, mayWipe, unsentChanges } from './unsent.ts';
import { explanation, pillWords, shortWords, toneOf } from './words.ts';

const STATUSES: readonly DeviceStatus[] = [
  { state: 'saved' },
  { state: 'saving', changes: 3 },
  { state: 'upToDate' },
  { state: 'copy', since: 1 },
  { state: 'offline', changes: 12, since: 1 },
  { state: 'offline', changes: 1, since: 1 },
  { state: 'offline', changes: 0, since: 1 },
  { state: 'serverCannotSave', changes: 3, code: 'DISK_FULL', reason: 'disk' },
  { state: 'notSaved', reason: 'blocked', changes: 1 },
  { state: 'away' },
];
let words: i18n;
const translate = (language: 'ko' | 'en') => words.getFixedT(language, 'sync') as TFunction<'sync'>;

beforeAll(async () => {
  words = i18next.createInstance();
  await words.init({
    lng: 'en',
    keySeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: { sync: sync.en }, ko: { sync: sync.ko } },
  });
});

describe('the pill', () => {
  test('says in English where the work is', () => {
    expect(STATUSES.map((status) => pillWords(status, translate('en'), () => '14:02'))).toEqual([
      'Saved on server',
      'Saving…',
      'Up to date',
      'Offline – copy of 14:02',
      'Offline – saved on this device (12 changes)',
      'Offline – saved on this device (1 change)',
      'Offline – saved on this device',
      'Your server cannot save – kept on this device (3)',
      'Not saved',
      'Offline',
    ]);
  });

  test('says it in Korean', () => {
    expect(STATUSES.map((status) => pillWords(status, translate('ko'), () => '14:02'))).toEqual([
      '서버에 저장됨',
      '저장 중…',
      '최신 상태',
      '오프라인 – 14:02 사본',
      '오프라인 – 이 기기에 저장됨 (변경 12개)',
      '오프라인 – 이 기기에 저장됨 (변경 1개)',
      '오프라인 – 이 기기에 저장됨',
      '서버가 저장하지 못함 – 이 기기에 보관됨 (3)',
      '저장되지 않음',
      '오프라인',
    ]);
  });

  test('names files that wait, and never calls saved what is not on the server', () => {
    const say = (status: DeviceStatus, waiting: number, refused = 0) =>
      pillWords(status, translate('en'), () => '14:02', { waiting, refused });
    expect([
      say({ state: 'saved' }, 0),
      say({ state: 'saved' }, 1),
      say({ state: 'upToDate' }, 3),
      say({ state: 'offline', changes: 1, since: 1 }, 3),
      say({ state: 'saved' }, 3, 1),
      say({ state: 'notSaved', reason: 'full', changes: 1 }, 3, 1),
    ]).toEqual([
      'Saved on server',
      '1 file waits on this device',
      '3 files wait on this device',
      'Offline – saved on this device (1 change) · 3 files wait on this device',
      '1 file was not taken by the server',
      'Not saved · 3 files wait on this device',
    ]);
    const saved = { state: 'saved' } as const;
    expect(toneOf(saved, { waiting: 1, refused: 0 })).toBe('quiet');
    expect(shortWords(saved, translate('ko'), { waiting: 2, refused: 0 })).toBe('파일 · 2');
  });

  test('shortens on a phone and keeps its number', () => {
    expect(shortWords({ state: 'offline', changes: 12, since: null }, translate('ko'))).toBe('오프라인 · 12');
    for (const status of STATUSES) expect(shortWords(status, translate('en'))).toMatch(/\p{L}/u);
  });

  test('explains every state, and each reason why nothing is saved', () => {
    const all = [
      ...STATUSES,
      { state: 'notSaved', reason: 'full', changes: 1 },
      { state: 'notSaved', reason: 'failed', changes: 1 },
      { state: 'notSaved', reason: 'unread', changes: 0 },
    ] satisfies DeviceStatus[];
    const said = new Set(all.map((status) => explanation(status, translate('en'))));
    expect([...said].filter((text) => text.startsWith('explain.'))).toEqual([]);
    expect(said.size).toBe(11);
  });
});

describe('[RH9] a kept edit', () => {
  const kept: KeptEdit = {
    id: 'k',
    document: 'p/plan',
    at: 1,
    reason: 'FORBIDDEN',
    text: 'words',
    roleThen: 'editor',
    update: [],
    became: { role: 'viewer', at: 1 },
    place: { path: ['stages', 's', 'content'], name: 'Opening' },
  };
  const say = (edit: KeptEdit, language: 'ko' | 'en', time = '14:02') =>
    keptSentence(edit, language === 'ko' ? '기획' : 'Plan', translate(language), {
      clock: () => '14:02',
      when: () => time,
    });

  test('says in one sentence what, where and why', () => {
    expect(say(kept, 'en')).toBe(
      'Your words in Plan · Opening were not taken: you became a viewer at 14:02.',
    );
    expect(say(kept, 'ko')).toBe(
      '기획 · Opening에 쓴 글을 서버가 받지 않았습니다: 14:02에 뷰어가 되었습니다.',
    );
    expect(say(kept, 'en', '20 Nov')).toContain('you became a viewer on 20 Nov.');
    const { place: _, became: __, ...bare } = kept;
    expect(say({ ...bare, text: '' }, 'en')).toBe(
      'A change without words in Plan was not taken: your role does not allow writing there.',
    );
  });

  test('has words for every reason', () => {
    const all = ERROR_CODES.flatMap((reason) =>
      (['ko', 'en'] as const).map((language) => say({ ...kept, reason }, language)),
    );
    expect(all.filter((text) => text.includes('kept.') || text.includes('{{'))).toEqual([]);
  });
});

describe('what is sent to an owner', () => {
  const edit = {
    id: 'k',
    document: 'd',
    at: 0,
    reason: 'EPOCH',
    text: '첫 줄\n둘째 줄',
  } as unknown as KeptEdit;
  const copy: KeptEdit = { ...edit, copy: { epoch: 'e', seq: 3, tip: null } };
  const letterOf = (language: 'ko' | 'en', kept: KeptEdit) => {
    const facts = { where: 'Alley · Plan', me: 'Jun', address: 'https://studio.example/p/1/plan' };
    return letterToOwner(kept, facts, translate(language));
  };

  test('stands for itself: what, where, the words, and who', () => {
    expect(letterOf('en', edit)).toEqual({
      subject: 'Words for Alley · Plan',
      text: 'The server did not take what I wrote in Alley · Plan. Could you put it in?\n\n첫 줄\n둘째 줄\n\nJun\nhttps://studio.example/p/1/plan',
    });
  });

  test('a copy is told as what it is, in the ledger and in the letter', () => {
    const format = { clock: () => '14:02', when: () => '14:02' };
    expect(keptSentence(copy, 'Alley · Plan', translate('en'), format)).toBe(
      'What others wrote in Alley · Plan, as this device had it before the document was restored at 14:02. The server no longer has these words.',
    );
    expect(keptSentence(copy, 'Alley · 기획', translate('ko'), format)).toBe(
      '14:02에 문서가 복원되기 전에 이 기기에 있던, 다른 사람들이 Alley · 기획에 쓴 글입니다. 이제 서버에는 없습니다.',
    );
    expect(letterOf('en', copy).text).toContain('before it was restored');
    expect(letterOf('ko', copy).text).toContain('복원되기 전에');
  });

  test('a mail carries it whole, or says that it is to be pasted', () => {
    const letter = letterOf('ko', edit);
    const [, body = ''] = mailAddress(letter, '(paste)').split('&body=');
    expect(decodeURIComponent(body).replaceAll('\r\n', '\n')).toBe(letter.text);
    const long = mailAddress({ ...letter, text: '가'.repeat(300) }, '(paste)');
    expect(decodeURIComponent(long)).toMatch(/^mailto:\?subject=.*&body=\(paste\)$/);
  });
});

test('[DV10] signing out asks exactly when something is on this device alone', () => {
  expect(STATUSES.map(unsentChanges)).toEqual([0, 3, 0, 0, 12, 1, 0, 3, 1, 0]);
  // [DV14] Or when nobody could look.
  expect(isUnread({ state: 'notSaved', reason: 'unread', changes: 0 })).toBe(true);
  expect(STATUSES.some(isUnread)).toBe(false);
});

test('[DV10] [DV14] who sends or exports and signs out leaves nothing behind, but for what is neither sent nor exported', () => {
  const nothing = { kept: 0, files: 0, unread: false };
  expect(mayWipe(nothing)).toBe(true);
  const some = [{ kept: 1 }, { files: 1 }, { unread: true }];
  expect(some.map((only) => mayWipe({ ...nothing, ...only }))).toEqual([false, false, false]);
});

test('a new version never takes over while edits are on their way', () => {
  expect(STATUSES.filter(mayTakeOver).map(({ state }) => state)).toEqual([
    'saved',
    'upToDate',
    'copy',
    'offline',
    'away',
  ]);
  expect(mayTakeOver({ state: 'offline', changes: 1, since: null })).toBe(false);
});
