import type { Messages } from './messages.ts';

/** Where people are, following them, and what they see of oneself. */
export const en = {
  'at.stage': 'Stage {{label}}',
  'at.shot': 'Shot {{label}}',
  here: 'Here now',
  idle: 'idle',
  away: 'away',
  lastSeen: 'last seen {{time}}',
  follow: '{{name}} · {{where}}: follow',
  'follow.who': 'Follow {{name}}',
  following: 'Following {{name}}',
  'following.stop': 'Stop following',
  followsYou: '{{name}} is following you',
  somebody: 'somebody',
  more_one: '{{count}} more person',
  more_other: '{{count}} more people',
  hideCursor: 'Hide my cursor from others',
  writing_one: '{{names}} is writing…',
  writing_other: '{{names}} are writing…',
};

export const ko: Messages<typeof en> = {
  'at.stage': '{{label}}단계',
  'at.shot': '샷 {{label}}',
  here: '지금 여기',
  idle: '잠시 쉬는 중',
  away: '자리 비움',
  lastSeen: '마지막 위치 {{time}}',
  follow: '{{name}} · {{where}}: 따라가기',
  'follow.who': '{{name}}님 따라가기',
  following: '{{name}}님을 따라가는 중',
  'following.stop': '따라가기 그만두기',
  followsYou: '{{name}}님이 나를 따라오고 있습니다',
  somebody: '다른 사람',
  more_other: '{{count}}명 더',
  hideCursor: '다른 사람에게 내 커서 숨기기',
  writing_other: '{{names}}님이 쓰는 중…',
};
