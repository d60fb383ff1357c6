import type { ProjectCopy } from '@clapper/device';
import i18next, { type i18n, type TFunction } from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { sync } from '@clapper/locales';
import { formatOf } from '../../ui/format.ts';
import { copyDetail, copyWords, NOT_KEPT } from './offline-words.ts';

const HELD = { keptBy: 'person', documents: 4, here: 3, bytes: 1_234_000 } as const;
const COPIES: readonly ProjectCopy[] = [
  NOT_KEPT,
  { ...HELD, keptBy: 'nobody', state: 'notKept' },
  { ...HELD, state: 'fetching' },
  { ...HELD, state: 'waiting', for: 'connection' },
  { ...HELD, state: 'waiting', for: 'room' },
  { ...HELD, here: 0, state: 'waiting', for: 'saveData' },
  { ...HELD, here: 4, state: 'available', asOf: 0 },
];

let words: i18n;
beforeAll(async () => {
  words = i18next.createInstance();
  await words.init({
    lng: 'en',
    keySeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: { sync: sync.en }, ko: { sync: sync.ko } },
  });
});

function said(language: 'ko' | 'en'): string[] {
  const t = words.getFixedT(language, 'sync') as TFunction<'sync'>;
  const format = { ...formatOf(language, { justNow: '' }), when: () => '14:02' };
  return COPIES.map((copy) => `${copyWords(copy, t, format)} / ${copyDetail(copy, t, format)}`);
}

test('says in English how much of a project is here, and what the rest waits for', () => {
  expect(said('en')).toEqual([
    'Not on this device / Only what you open is kept.',
    '3 of 4 documents here, 1.2 MB / Only what you open is kept.',
    'Fetching: 3 of 4 documents, 1.2 MB / It goes on in the background while you work.',
    '3 of 4 documents here, 1.2 MB / It goes on when your server can be reached.',
    '3 of 4 documents here, 1.2 MB / The storage of this browser is full. Make room, and it goes on.',
    'Nothing of it is here yet / It waits because this browser saves data. Choose “Always keep” to fetch it now.',
    'Available offline, 1.2 MB / Up to date as of 14:02',
  ]);
});

test('says it in Korean', () => {
  expect(said('ko')).toEqual([
    '이 기기에 없음 / 열어 본 것만 보관합니다.',
    '문서 4개 중 3개, 1.2MB / 열어 본 것만 보관합니다.',
    '가져오는 중: 문서 4개 중 3개, 1.2MB / 작업하는 동안 뒤에서 계속합니다.',
    '문서 4개 중 3개, 1.2MB / 서버에 연결되면 계속합니다.',
    '문서 4개 중 3개, 1.2MB / 이 브라우저의 저장 공간이 가득 찼습니다. 공간을 비우면 계속합니다.',
    '아직 여기에 없음 / 브라우저가 데이터를 아끼고 있어 기다립니다. ‘항상 보관’을 누르면 지금 가져옵니다.',
    '오프라인 사용 가능, 1.2MB / 14:02 기준 최신 상태',
  ]);
});
