import type { Messages } from './messages.ts';

/** Where a project stands. */
export const en = {
  tabs: 'Ways to look at the project',
  'tab.overview': 'Overview',
  'tab.insights': 'Insights',

  progress: 'Progress',
  percent: '{{percent}} %',
  deadline: 'Delivery',
  'deadline.today': 'today',
  'deadline.left_one': 'in {{count}} day',
  'deadline.left_other': 'in {{count}} days',
  'deadline.late_one': '{{count}} day ago',
  'deadline.late_other': '{{count}} days ago',

  stages: 'Stages',
  'stage.untitled': 'Untitled stage',
  'stage.open': 'Stage {{number}}: {{title}}',
  'stage.progress': 'Progress of {{title}}',
  'stage.shots_one': '{{count}} shot',
  'stage.shots_other': '{{count}} shots',
  'event.untitled': 'Untitled event',
  somebody: 'Somebody',

  'waiting.title': 'Waiting for you',
  'waiting.nothing': 'Nothing is waiting for you.',
  'waiting.approve': 'Approve stage {{number}}, {{title}}',
  'waiting.asked': '{{who}} asks you',
  'waiting.asked.shot': '{{who}} asks about shot {{number}}',
  'waiting.asked.stage': '{{who}} asks about stage {{number}}',
  'waiting.asked.video': '{{who}} asks about “{{title}}”',
  'waiting.given_one': 'A note on “{{title}}” is yours to see to',
  'waiting.given_other': '{{count}} notes on “{{title}}” are yours to see to',
  'waiting.changes_one': 'Shot {{numbers}}: changes asked',
  'waiting.changes_other': 'Shots {{numbers}}: changes asked',
  'waiting.unassigned_one': 'Shot {{numbers}} has no assignee',
  'waiting.unassigned_other': 'Shots {{numbers}} have no assignee',
  'waiting.conflict': '{{title}}: two people moved it',
  'waiting.request': '{{who}} would like to be {{role}}',

  'cut.title': 'Latest cut',
  'cut.of': '{{title}}, cut v{{number}}',
  'cut.notes_one': '{{open}} open of {{count}} note',
  'cut.notes_other': '{{open}} open of {{count}} notes',
  'cut.noNotes': 'no notes yet',

  'next.title': 'Next days',
  'next.nothing': 'Nothing is planned for the next two weeks.',
  'next.open': 'Open the calendar',

  'notes.title': 'Project notes',

  'changes.title': 'What happened',
  'changes.latest': 'Latest changes',
  'changes.away': 'Since you were away',
  'changes.all': 'All activity',
  'changes.nothing': 'Nothing has happened yet.',
};

export const ko: Messages<typeof en> = {
  tabs: '프로젝트 보기',
  'tab.overview': '개요',
  'tab.insights': '통계',

  progress: '진행률',
  percent: '{{percent}}%',
  deadline: '납품',
  'deadline.today': '오늘',
  'deadline.left_other': '{{count}}일 남음',
  'deadline.late_other': '{{count}}일 지남',

  stages: '단계',
  'stage.untitled': '제목 없는 단계',
  'stage.open': '{{number}}단계: {{title}}',
  'stage.progress': '{{title}} 진행률',
  'stage.shots_other': '샷 {{count}}개',
  'event.untitled': '제목 없는 일정',
  somebody: '누군가',

  'waiting.title': '내 차례',
  'waiting.nothing': '지금 내 차례인 일이 없습니다.',
  'waiting.approve': '{{number}}단계 {{title}} 승인하기',
  'waiting.asked': '{{who}}님이 물었습니다',
  'waiting.asked.shot': '{{who}}님이 {{number}}번 샷에 대해 물었습니다',
  'waiting.asked.stage': '{{who}}님이 {{number}}단계에 대해 물었습니다',
  'waiting.asked.video': '{{who}}님이 영상 ‘{{title}}’에 대해 물었습니다',
  'waiting.given_other': '영상 ‘{{title}}’에서 맡은 노트 {{count}}개',
  'waiting.changes_other': '{{numbers}}번 샷: 수정 요청',
  'waiting.unassigned_other': '{{numbers}}번 샷에 담당이 없습니다',
  'waiting.conflict': '{{title}}: 두 사람이 옮겼습니다',
  'waiting.request': '{{who}}님이 {{role}} 역할을 요청했습니다',

  'cut.title': '최신 컷',
  'cut.of': '{{title}}, 컷 v{{number}}',
  'cut.notes_other': '노트 {{count}}개 중 {{open}}개 열림',
  'cut.noNotes': '아직 노트 없음',

  'next.title': '다음 일정',
  'next.nothing': '앞으로 2주 동안 잡힌 일정이 없습니다.',
  'next.open': '일정 열기',

  'notes.title': '프로젝트 의견',

  'changes.title': '있었던 일',
  'changes.latest': '최근 활동',
  'changes.away': '자리를 비운 동안',
  'changes.all': '활동 모두 보기',
  'changes.nothing': '아직 아무 일도 없습니다.',
};
