import * as board from '@clapper/locales/board';
import * as people from '@clapper/locales/people';
import { showPage } from '../../../app/testing/show-page.tsx';
import BoardPage from '../BoardPage.tsx';
import { memoryBoard } from './memory-board.ts';

/**
 * The board alone, around documents in memory: for tests that need somebody else's edit to arrive at an
 * exact moment, and every fixture as every role. `?role=viewer&fixture=broken&language=ko&scheme=dark`.
 */
const asked = new URLSearchParams(window.location.search);
const language = asked.get('language') === 'ko' ? 'ko' : 'en';
const role = (['owner', 'admin', 'editor', 'reviewer', 'viewer'] as const).find(
  (known) => known === asked.get('role'),
);
window.board = memoryBoard({
  role: role ?? 'owner',
  fixture: asked.get('fixture') ?? 'demo',
  plan: asked.get('plan') !== 'none',
  language,
});
await showPage({
  page: BoardPage,
  device: window.board.device,
  messages: { board, people },
  language,
  scheme: asked.get('scheme') === 'dark' ? 'dark' : 'light',
});
