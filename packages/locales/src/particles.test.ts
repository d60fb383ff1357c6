import { expect, test } from 'vitest';
import { withParticles } from './particles.ts';

test.each([
  ['상태를 진행 중(으)로 바꿈', '상태를 진행 중으로 바꿈'],
  ['상태를 해결(으)로 바꿈', '상태를 해결로 바꿈'],
  ['상태를 초안(으)로 바꿈', '상태를 초안으로 바꿈'],
  ['편집자(으)로 참여함', '편집자로 참여함'],
  ['납품일을 11월 27일 (금)(으)로 정함', '납품일을 11월 27일 (금)로 정함'],
  ['“초고”을(를) 보관했습니다', '“초고”를 보관했습니다'],
  ['“2차본”은(는) 이제', '“2차본”은 이제'],
  ['v3을(를) 삭제했습니다', 'v3을 삭제했습니다'],
  ['v2을(를) 삭제했습니다', 'v2를 삭제했습니다'],
  ['1단계 ‘골목’(으)로 옮겨짐', '1단계 ‘골목’으로 옮겨짐'],
  ['샷 10과(와) 물이(가)', '샷 10과 물이'],
])('%j is said as %j', (written, said) => {
  expect(withParticles(written)).toBe(said);
});

test('behind other letters, and where nothing stands, both stay', () => {
  for (const text of ['Seoul(으)로', '을(를)', 'Nothing of it']) expect(withParticles(text)).toBe(text);
});
