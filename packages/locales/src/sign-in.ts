import type { Messages } from './messages.ts';

/** Signing in and up, and accepting an invitation. */
export const en = {
  'signIn.title': 'Sign in',
  'signIn.login': 'E-mail or username',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.noAccount': 'No account yet?',
  'signIn.toSignUp': 'Create one',
  'signIn.invited': 'New accounts need an invite link here. Ask somebody on your team.',
  'signIn.closed': 'This server takes no new accounts.',
  'signIn.kept': 'What you wrote on this device is kept for you.',
  'signIn.again': 'Sign in again, {{name}}',

  'signUp.title': 'Create your account',
  'signUp.first': 'Welcome to your new Clapper',
  'signUp.firstBody': 'This is the first account. It also looks after this server.',
  'signUp.nickname': 'Your name',
  'signUp.nicknameHint': 'As your team sees it',
  'signUp.username': 'Username',
  'signUp.email': 'E-mail',
  'signUp.password': 'Password',
  'signUp.passwordHint': 'At least 10 characters',
  'signUp.submit': 'Create account',
  'signUp.hasAccount': 'Have an account already?',
  'signUp.toSignIn': 'Sign in',
  'signUp.closedTitle': 'An invite link is needed',
  'signUp.closedBody':
    'New accounts are made through an invite link here. Ask somebody on your team for one.',

  'join.title': 'Join {{project}}',
  'join.as': 'You join as {{role}}.',
  'join.submit': 'Join as {{name}}',
  'join.create': 'Create account and join',
  'join.invalidTitle': 'This link does not work any more',
  'join.loading': 'Reading the invitation…',

  tagline: 'Plan, board and review a film together. Online and offline.',
  caption: '1  Dawn in the alley  2.5 s',
};

export const ko: Messages<typeof en> = {
  'signIn.title': '로그인',
  'signIn.login': '이메일 또는 사용자 이름',
  'signIn.password': '비밀번호',
  'signIn.submit': '로그인',
  'signIn.noAccount': '아직 계정이 없나요?',
  'signIn.toSignUp': '계정 만들기',
  'signIn.invited': '새 계정을 만들려면 초대 링크가 필요해요. 팀에 요청해 주세요.',
  'signIn.closed': '이 서버는 새 계정을 받지 않습니다.',
  'signIn.kept': '이 기기에서 쓴 내용은 그대로 보관되어 있습니다.',
  'signIn.again': '{{name}}님, 다시 로그인해 주세요',

  'signUp.title': '계정 만들기',
  'signUp.first': '새 Clapper에 오신 것을 환영해요',
  'signUp.firstBody': '첫 번째 계정입니다. 이 서버의 관리도 맡게 됩니다.',
  'signUp.nickname': '이름',
  'signUp.nicknameHint': '팀에 보이는 이름',
  'signUp.username': '사용자 이름',
  'signUp.email': '이메일',
  'signUp.password': '비밀번호',
  'signUp.passwordHint': '10자 이상',
  'signUp.submit': '계정 만들기',
  'signUp.hasAccount': '이미 계정이 있나요?',
  'signUp.toSignIn': '로그인',
  'signUp.closedTitle': '초대 링크가 필요합니다',
  'signUp.closedBody': '여기서는 초대 링크로 계정을 만들어요. 팀에 링크를 요청해 주세요.',

  'join.title': '{{project}} 참여하기',
  'join.as': '{{role}}(으)로 참여합니다.',
  'join.submit': '{{name}}(으)로 참여',
  'join.create': '계정 만들고 참여',
  'join.invalidTitle': '더 이상 쓸 수 없는 링크입니다',
  'join.loading': '초대를 확인하는 중…',

  tagline: '기획, 보드, 리뷰를 함께. 온라인에서도 오프라인에서도.',
  caption: '1  골목의 새벽  2.5초',
};
