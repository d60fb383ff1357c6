import type { Messages } from './messages.ts';

/** Asking people in by mail. */
export const en = {
  invited: 'Invited by mail',
  'invited.by': 'by {{name}}',
  'invited.withdraw': 'Take back',
  'invited.withdrawLabel': 'Take back the invitation to {{email}}',
  'invited.withdrawn': 'The invitation to {{email}} opens nothing any more',

  'mail.title': 'Or by mail',
  'mail.addresses': 'E-mail addresses',
  'mail.addressesHint': 'Each gets a link for one person.',
  'mail.tooMany': 'At most {{count}} at once.',
  'mail.message': 'A message to them',
  'mail.send': 'Send invitations',
  'mail.sent_one': '{{count}} invitation is on its way',
  'mail.sent_other': '{{count}} invitations are on their way',
  'mail.invalid': '{{email}} is no e-mail address.',
  'mail.duplicate': '{{email}} was there twice.',
  'mail.member': '{{email}} is in the project already.',
  'mail.invited': '{{email}} was invited within the last day.',
  'mail.limited': '{{email}}: you have sent enough invitations for today.',
  'mail.mail_off': '{{email}}: this server sends no mail.',
};

export const ko: Messages<typeof en> = {
  invited: '메일로 초대한 사람',
  'invited.by': '{{name}}님이 초대',
  'invited.withdraw': '초대 취소',
  'invited.withdrawLabel': '{{email}} 초대 취소',
  'invited.withdrawn': '{{email}}에 보낸 초대를 취소했습니다',

  'mail.title': '메일로 초대하기',
  'mail.addresses': '메일 주소',
  'mail.addressesHint': '주소마다 한 사람만 쓸 수 있는 링크를 보냅니다.',
  'mail.tooMany': '한 번에 {{count}}명까지 초대할 수 있습니다.',
  'mail.message': '함께 보낼 말',
  'mail.send': '초대 보내기',
  'mail.sent_other': '초대 {{count}}건을 보냅니다',
  'mail.invalid': '{{email}}: 메일 주소가 아닙니다.',
  'mail.duplicate': '{{email}}: 두 번 적혀 있습니다.',
  'mail.member': '{{email}}: 이미 프로젝트에 있습니다.',
  'mail.invited': '{{email}}: 하루 안에 이미 초대했습니다.',
  'mail.limited': '{{email}}: 오늘 보낼 수 있는 초대를 모두 보냈습니다.',
  'mail.mail_off': '{{email}}: 이 서버는 메일을 보내지 않습니다.',
};
