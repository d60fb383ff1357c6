import { lazyPart } from '../../app/lazy-part.tsx';

/**
 * The past of a document, over the page that shows its present. Few open it: its code, its words and what compares
 * documents load with the first look.
 */
export const History = lazyPart(() => import('./HistoryPanel.tsx'), {
  history: () => import('@clapper/locales/history'),
  board: () => import('@clapper/locales/board'),
});
