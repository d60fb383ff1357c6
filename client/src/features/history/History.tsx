import { lazy, Suspense } from 'react';
import { addMessages } from '../../app/i18n.ts';
import type { HistoryProps } from './history-props.ts';

/** Few open it: its code, its words and what compares documents load with the first look. */
const HistoryPanel = lazy(async () => {
  const [panel, history, board] = await Promise.all([
    import('./HistoryPanel.tsx'),
    import('@clapper/locales/history'),
    import('@clapper/locales/board'),
  ]);
  addMessages('history', history);
  addMessages('board', board);
  return panel;
});

/** The past of a document, over the page that shows its present. */
export function History(props: HistoryProps) {
  return (
    <Suspense fallback={null}>
      <HistoryPanel {...props} />
    </Suspense>
  );
}
