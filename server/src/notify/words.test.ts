import { expect, it } from 'vitest';
import type { Notice } from './delivery.ts';
import { line, sentenceOf } from './words.ts';

const notice = (rest: Partial<Notice>): Notice => ({
  id: 'n',
  user: 'u',
  type: 'mention',
  project: { id: 'p', name: '밤 촬영', language: 'ko' },
  who: '민아',
  what: '기획',
  count: 1,
  link: '/p/p/plan',
  at: 0,
  ...rest,
});

it('says who did what where, how often, in either language', () => {
  expect(sentenceOf('ko', notice({}))).toBe('민아님이 회원님을 언급했습니다: 기획');
  expect(sentenceOf('en', notice({ type: 'changed', count: 14 }))).toBe(
    '민아 changed what you follow: 기획 (14 times)',
  );
  expect(sentenceOf('en', notice({ type: 'deadline', who: null, what: '' }))).toBe(
    'A deadline comes near: 밤 촬영',
  );
  const picture = { what: '#3A 물줄기', picture: true };
  expect(sentenceOf('ko', notice(picture))).toBe('민아님이 회원님을 언급했습니다: #3A 물줄기의 그림');
  expect(sentenceOf('en', notice(picture))).toBe('민아 mentioned you: a picture of #3A 물줄기');
});

it('keeps what people wrote on one line, in its direction, and not for ever', () => {
  expect(line(' a\r\nBcc: b\u202Ec\u2028d ')).toBe('a Bcc: b c d');
  expect([...line('가'.repeat(500))]).toHaveLength(120);
  // What somebody wrote is never filled in a second time.
  expect(sentenceOf('en', notice({ who: '{{what}}', what: 'x' }))).toBe('{{what}} mentioned you: x');
});
