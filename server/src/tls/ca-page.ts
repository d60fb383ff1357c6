import type { Language } from '@clapper/protocol';

/** How to trust this instance's authority, for people: one page, two languages, no script. */
export function caPage(language: Language): string {
  const words = WORDS[language];
  const systems = words.systems
    .map(([name, steps]) => `<h2>${name}</h2><ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol>`)
    .join('\n');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
  body { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
  h1 { font-size: 1.5rem; line-height: 1.3; } h2 { font-size: 1.05rem; margin: 1.75rem 0 0.25rem; }
  ol { margin: 0; padding-left: 1.5rem; } li { margin: 0.2rem 0; }
  .download { display: inline-block; padding: 0.6rem 1.1rem; border-radius: 0.5rem; background: #2f5fd0; color: #fff; text-decoration: none; font-weight: 600; }
  .download:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
  code { font-size: 0.95em; }
</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
<p>${words.why}</p>
<p><a class="download" href="/ca.crt">${words.download}</a></p>
${systems}
<p>${words.afterwards}</p>
</main>
</body>
</html>
`;
}

interface Words {
  title: string;
  why: string;
  download: string;
  systems: readonly (readonly [name: string, steps: readonly string[]])[];
  afterwards: string;
}

const ENGLISH: Words = {
  title: 'Trust this Clapper',
  why: 'This server made its own certificate authority, so that Clapper works offline on your device without a domain. Install it once, only if you know who runs this server.',
  download: 'Download the certificate',
  systems: [
    [
      'Windows',
      [
        'Open the downloaded <code>clapper-ca.crt</code>, choose <b>Install Certificate</b>.',
        'Choose <b>Current User</b>, then <b>Place all certificates in the following store</b>: <b>Trusted Root Certification Authorities</b>.',
        'Confirm, then restart the browser.',
      ],
    ],
    [
      'macOS',
      [
        'Open the file: Keychain Access shows it in <b>login</b>.',
        'Double-click “Clapper on …”, open <b>Trust</b>, choose <b>Always Trust</b>.',
        'Close the window and enter your password.',
      ],
    ],
    [
      'iPhone and iPad',
      [
        'Download with Safari and allow the profile.',
        '<b>Settings → General → VPN &amp; Device Management</b>: install the profile.',
        '<b>Settings → General → About → Certificate Trust Settings</b>: switch it on.',
      ],
    ],
    [
      'Android',
      [
        '<b>Settings → Security → Encryption &amp; credentials → Install a certificate → CA certificate</b>.',
        'Choose <code>clapper-ca.crt</code> and confirm.',
      ],
    ],
    [
      'Linux',
      [
        'Chrome: <b>Settings → Privacy and security → Security → Manage certificates → Authorities → Import</b>, trust it for websites.',
        'System: copy it to <code>/usr/local/share/ca-certificates/</code> and run <code>sudo update-ca-certificates</code>.',
      ],
    ],
    [
      'Firefox',
      ['<b>Settings → Privacy &amp; Security → Certificates → View Certificates → Authorities → Import</b>.'],
    ],
  ],
  afterwards: 'Then reload Clapper. To undo it, remove “Clapper on …” in the same place.',
};

const KOREAN: Words = {
  title: '이 Clapper를 신뢰하기',
  why: '이 서버는 자체 인증 기관을 만들었습니다. 도메인이 없어도 이 기기에서 Clapper를 오프라인으로 쓸 수 있게 하기 위해서입니다. 누가 이 서버를 운영하는지 알고 있을 때만 한 번 설치하세요.',
  download: '인증서 내려받기',
  systems: [
    [
      'Windows',
      [
        '내려받은 <code>clapper-ca.crt</code>를 열고 <b>인증서 설치</b>를 누릅니다.',
        '<b>현재 사용자</b>를 고르고 <b>모든 인증서를 다음 저장소에 저장</b>에서 <b>신뢰할 수 있는 루트 인증 기관</b>을 고릅니다.',
        '확인한 뒤 브라우저를 다시 시작합니다.',
      ],
    ],
    [
      'macOS',
      [
        '파일을 열면 키체인 접근의 <b>로그인</b>에 나타납니다.',
        '“Clapper on …”을 두 번 누르고 <b>신뢰</b>에서 <b>항상 신뢰</b>를 고릅니다.',
        '창을 닫고 암호를 입력합니다.',
      ],
    ],
    [
      'iPhone·iPad',
      [
        'Safari로 내려받고 프로파일을 허용합니다.',
        '<b>설정 → 일반 → VPN 및 기기 관리</b>에서 프로파일을 설치합니다.',
        '<b>설정 → 일반 → 정보 → 인증서 신뢰 설정</b>에서 켭니다.',
      ],
    ],
    [
      'Android',
      [
        '<b>설정 → 보안 → 암호화 및 사용자 인증 정보 → 인증서 설치 → CA 인증서</b>로 갑니다.',
        '<code>clapper-ca.crt</code>를 고르고 확인합니다.',
      ],
    ],
    [
      'Linux',
      [
        'Chrome: <b>설정 → 개인 정보 보호 및 보안 → 보안 → 인증서 관리 → 인증 기관 → 가져오기</b>에서 웹사이트용으로 신뢰합니다.',
        '시스템: <code>/usr/local/share/ca-certificates/</code>에 복사하고 <code>sudo update-ca-certificates</code>를 실행합니다.',
      ],
    ],
    [
      'Firefox',
      ['<b>설정 → 개인 정보 및 보안 → 인증서 → 인증서 보기 → 인증 기관 → 가져오기</b>를 누릅니다.'],
    ],
  ],
  afterwards: '그런 다음 Clapper를 새로 고치세요. 되돌리려면 같은 곳에서 “Clapper on …”을 지우면 됩니다.',
};

const WORDS: Readonly<Record<Language, Words>> = { ko: KOREAN, en: ENGLISH };
