import type { Messages } from './messages.ts';

/** The board in time. */
export const en = {
  title: 'Animatic',
  at: 'Shot {{number}}, {{index}} of {{count}}',
  timeline: 'Shots in time',
  play: 'Play',
  pause: 'Pause',
  previous: 'Previous shot',
  next: 'Next shot',
  captions: 'Captions',
  loop: 'Loop',
  fullscreen: 'Full screen',
  'video.save': 'Save as a video',
  'video.rate': 'Frames a second',
  'video.fps': '{{fps}} fps',
  'video.writing': 'Writing… {{percent}} %',
  'video.none':
    'This browser writes no video here. Chrome, Edge and Safari do, at an address that begins with https.',
  'video.webm': 'Saved as WebM: this browser writes no MP4.',
  'video.failed': 'The video could not be written.',
};

export const ko: Messages<typeof en> = {
  title: '애니매틱',
  at: '샷 {{number}}, {{count}}개 중 {{index}}번째',
  timeline: '시간에 놓인 샷',
  play: '재생',
  pause: '멈춤',
  previous: '이전 샷',
  next: '다음 샷',
  captions: '자막',
  loop: '반복',
  fullscreen: '전체 화면',
  'video.save': '영상으로 저장',
  'video.rate': '초당 프레임',
  'video.fps': '초당 {{fps}}',
  'video.writing': '만드는 중… {{percent}} %',
  'video.none':
    '이 브라우저는 여기서 영상을 만들지 못합니다. https 주소의 Chrome, Edge, Safari에서는 됩니다.',
  'video.webm': 'WebM으로 저장했습니다. 이 브라우저는 MP4를 만들지 못합니다.',
  'video.failed': '영상을 만들지 못했습니다.',
};
