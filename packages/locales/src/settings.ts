import type { Messages } from './messages.ts';

/** Settings of a project and of one's account. */
export const en = {
  title: 'Settings',
  'project.name': 'Name',
  'project.description': 'Description',
  'project.deadline': 'Delivery',
  'project.tag': 'Kind of work',
  'project.tag.none': 'None',
  'project.tag.illustration': 'Illustration',
  'project.tag.storyboard': 'Storyboard',
  'project.status': 'Status',
  'project.status.active': 'Active',
  'project.status.completed': 'Completed',
  'project.status.archived': 'Archived',
  'project.saved': 'Settings saved',
  'project.offline': 'You are offline. You can read the settings; changing them needs the server.',
  'project.locked': 'An owner or admin changes these.',

  'delete.title': 'Delete this project',
  'delete.about': 'Plan, board and members go, for everybody. A deleted project does not come back.',
  'delete.open': 'Delete project…',
  'delete.question': 'Delete “{{name}}”?',
  'delete.type': 'Type the name of the project to confirm',
  'delete.submit': 'Delete for good',
  'delete.done': 'The project was deleted',

  'account.title': 'Account',
  'account.profile': 'Profile',
  'account.picture.choose': 'Choose a picture…',
  'account.picture.remove': 'Remove picture',
  'account.nickname': 'Your name',
  'account.nicknameHint': 'As your team sees it',
  'account.username': 'Username',
  'account.email': 'E-mail',
  'account.saved': 'Saved',
  'account.offline': 'You are offline. Your account can be changed when the server is there.',

  'password.title': 'Password',
  'password.current': 'Current password',
  'password.next': 'New password',
  'password.hint': 'At least 10 characters. Every other device is signed out.',
  'password.submit': 'Change password',
  'password.done': 'Password changed. Other devices were signed out.',

  'mail.title': 'What concerns you, by e-mail',
  'mail.about': 'Mentions, replies, decisions and deadlines that you have not read in the app.',
  'mail.off': 'Never',
  'mail.instant': 'At once',
  'mail.hourly': 'Hourly',
  'mail.daily': 'Daily',
  'mail.stopped': 'You ended these mails from one of them. Choose how often to get them again.',
  'mail.unavailable': 'This server sends no mail. Everything is in your inbox here.',

  'push.title': 'What concerns you, on this device',
  'push.about': 'A message from the system, also while Clapper is closed.',
  'push.on': 'This device tells you at once, also while Clapper is closed.',
  'push.allow': 'Allow on this device',
  'push.stop': 'Stop on this device',
  'push.quiet': 'Quiet on all my devices',
  'push.why.server':
    'This server wakes no devices. Whoever runs it sets PUBLIC_URL with https, or ADMIN_EMAIL. Everything is in your inbox here.',
  'push.why.insecure':
    'This address is plain http, and browsers wake devices for https only. Whoever runs the server can turn on TLS.',
  'push.why.homeScreen':
    'iPhones and iPads wake only what is on the home screen: Share, then Add to Home Screen; open Clapper there and come back to this page.',
  'push.why.browser': 'This browser cannot be woken, or not in a private window. Another browser may.',
  'push.why.denied':
    'Notifications are blocked for this address. Allow them in the browser’s settings of this page.',
  'push.failed.dismissed': 'The browser was not allowed to. Try again, and allow it when it asks.',
  'push.failed.denied':
    'The browser blocks notifications of this address. Its settings of this page allow them.',
  'push.failed.service':
    'The push service of this browser did not answer. Without internet or in a private window it cannot; else try again.',
  'push.failed.host':
    'This server does not call the push service of this browser. Whoever runs it adds it to PUSH_HOSTS.',

  'admin.title': 'This server',
  'admin.about': 'You are its system admin.',
  'admin.open': 'Accounts, projects and figures',
  'devices.title': 'Signed in on',
  'devices.this': 'this device',
  'devices.used': 'used {{when}}',
  'devices.end': 'Sign out {{device}}',
  'devices.endShort': 'Sign out',
  'devices.ended': 'That device was signed out',
  'devices.unknown': 'Unknown program',
  'devices.on': '{{browser}} on {{system}}',

  'look.title': 'Language and theme',
};

export const ko: Messages<typeof en> = {
  title: '설정',
  'project.name': '이름',
  'project.description': '설명',
  'project.deadline': '납품일',
  'project.tag': '작업 종류',
  'project.tag.none': '없음',
  'project.tag.illustration': '일러스트',
  'project.tag.storyboard': '스토리보드',
  'project.status': '상태',
  'project.status.active': '진행 중',
  'project.status.completed': '완료',
  'project.status.archived': '보관',
  'project.saved': '설정을 저장했습니다',
  'project.offline': '오프라인입니다. 설정을 볼 수는 있지만, 바꾸려면 서버에 연결되어야 합니다.',
  'project.locked': '소유자나 관리자가 바꿀 수 있습니다.',

  'delete.title': '프로젝트 삭제',
  'delete.about': '기획, 보드, 멤버가 모두에게서 사라집니다. 삭제한 프로젝트는 되돌릴 수 없습니다.',
  'delete.open': '프로젝트 삭제…',
  'delete.question': '“{{name}}” 프로젝트를 삭제할까요?',
  'delete.type': '확인을 위해 프로젝트 이름을 적어 주세요',
  'delete.submit': '완전히 삭제',
  'delete.done': '프로젝트를 삭제했습니다',

  'account.title': '계정',
  'account.profile': '프로필',
  'account.picture.choose': '사진 고르기…',
  'account.picture.remove': '사진 지우기',
  'account.nickname': '이름',
  'account.nicknameHint': '팀에 보이는 이름',
  'account.username': '사용자 이름',
  'account.email': '이메일',
  'account.saved': '저장했습니다',
  'account.offline': '오프라인입니다. 서버에 연결되면 계정을 바꿀 수 있습니다.',

  'password.title': '비밀번호',
  'password.current': '현재 비밀번호',
  'password.next': '새 비밀번호',
  'password.hint': '10자 이상. 다른 기기는 모두 로그아웃됩니다.',
  'password.submit': '비밀번호 바꾸기',
  'password.done': '비밀번호를 바꾸었습니다. 다른 기기는 로그아웃되었습니다.',

  'mail.title': '나와 관련된 소식을 이메일로',
  'mail.about': '앱에서 아직 읽지 않은 언급, 답글, 결정, 마감입니다.',
  'mail.off': '안 받음',
  'mail.instant': '바로',
  'mail.hourly': '매시간',
  'mail.daily': '매일 아침',
  'mail.stopped': '메일에서 그만 받기를 눌렀습니다. 다시 받으려면 간격을 고르세요.',
  'mail.unavailable': '이 서버는 메일을 보내지 않습니다. 소식은 앱의 알림함에 모두 있습니다.',

  'push.title': '나와 관련된 소식을 이 기기에서 바로',
  'push.about': 'Clapper가 닫혀 있을 때도 시스템 알림으로 알려 드립니다.',
  'push.on': 'Clapper가 닫혀 있을 때도 이 기기에서 바로 알려 드립니다.',
  'push.allow': '이 기기에서 허용',
  'push.stop': '이 기기에서 끄기',
  'push.quiet': '내 모든 기기에서 알림 멈추기',
  'push.why.server':
    '이 서버는 기기로 알림을 보내지 않습니다. 서버 관리자가 https로 된 PUBLIC_URL이나 ADMIN_EMAIL을 설정하면 됩니다. 소식은 앱의 알림함에 모두 있습니다.',
  'push.why.insecure':
    '이 주소는 일반 http라서 브라우저가 알림을 허용하지 않습니다. 서버 관리자가 TLS를 켜면 됩니다.',
  'push.why.homeScreen':
    'iPhone과 iPad에서는 홈 화면에 추가한 앱만 알림을 받습니다. 공유 → 홈 화면에 추가를 누르고, 거기서 Clapper를 열어 이 화면으로 오세요.',
  'push.why.browser':
    '이 브라우저나 시크릿 창에서는 알림을 받을 수 없습니다. 다른 브라우저에서는 될 수 있습니다.',
  'push.why.denied': '이 주소의 알림이 차단되어 있습니다. 브라우저의 사이트 설정에서 허용해 주세요.',
  'push.failed.dismissed': '브라우저에서 허용되지 않았습니다. 다시 누르고, 브라우저가 물으면 허용해 주세요.',
  'push.failed.denied':
    '브라우저가 이 주소의 알림을 막고 있습니다. 브라우저의 사이트 설정에서 허용해 주세요.',
  'push.failed.service':
    '이 브라우저의 푸시 서비스가 응답하지 않았습니다. 인터넷이 없거나 시크릿 창이면 쓸 수 없습니다. 아니라면 다시 시도해 주세요.',
  'push.failed.host':
    '이 서버는 이 브라우저의 푸시 서비스를 쓰지 않습니다. 서버 관리자가 PUSH_HOSTS에 추가하면 됩니다.',

  'admin.title': '서버 관리',
  'admin.about': '시스템 관리자입니다.',
  'admin.open': '계정, 프로젝트, 현황 보기',
  'devices.title': '로그인된 기기',
  'devices.this': '이 기기',
  'devices.used': '{{when}} 사용',
  'devices.end': '{{device}} 로그아웃',
  'devices.endShort': '로그아웃',
  'devices.ended': '그 기기에서 로그아웃했습니다',
  'devices.unknown': '알 수 없는 프로그램',
  'devices.on': '{{system}}의 {{browser}}',

  'look.title': '언어와 테마',
};
