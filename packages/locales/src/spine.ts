import type { Messages } from './messages.ts';

/** What ties the plan to the board: shots made of its words. */
export const en = {
  'make.done': 'Shot {{number}} is on the board',
  'make.nothing': 'There are no words here to make a shot of.',

  'marks.label': 'Shots made of these words',
  'marks.shot': 'Shot {{number}}: {{title}}',
  'shot.untitled': 'Untitled shot',

  'source.label': 'Made of words in the plan',
  'source.stage': 'Stage {{number}}, {{title}}',
  'source.go': 'Show in the plan',
  'source.changed': 'The words changed',
  'source.now': 'They say now',
  'source.take': 'Take over the new words',
  'source.leave': 'Leave it',
  'source.removed': 'Text removed',
  'source.forget': 'Forget these words',
} as const;

export const ko: Messages<typeof en> = {
  'make.done': '보드에 {{number}}번 샷을 만들었습니다',
  'make.nothing': '여기에는 샷으로 만들 글이 없습니다.',

  'marks.label': '이 문구로 만든 샷',
  'marks.shot': '{{number}}번 샷: {{title}}',
  'shot.untitled': '제목 없는 샷',

  'source.label': '기획의 문구로 만든 샷',
  'source.stage': '{{number}}단계 {{title}}',
  'source.go': '기획에서 보기',
  'source.changed': '문구가 바뀌었습니다',
  'source.now': '지금 문구',
  'source.take': '새 문구 가져오기',
  'source.leave': '그대로 두기',
  'source.removed': '삭제된 문구',
  'source.forget': '문구 연결 끊기',
};
