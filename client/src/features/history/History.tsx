import { addMessages } from '../../app/i18n.ts';
import { lazyPart } from '../../app/lazy-part.tsx';

/**
 * The past of a document, over the page that shows its present. Few open it: its code, its words and what compares
 * documents load with the first look.
 */
export const History = lazyPart(async () => {
  const [panel, history, board] = await Promise.all([
    import('./HistoryPanel.tsx'),
    import('@clapper/locales/history'),
    import('@clapper/locales/board'),
  ]);
  addMessages('history', history);
  addMessages('board', board);
  return panel;
});
