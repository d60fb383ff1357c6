import { lazyPart } from '../../../../app/lazy-part.tsx';

/** What talking needs comes when somebody wants to read or say something. */
export const PictureTalkPanelLazy = lazyPart(() => import('./PictureTalkPanel.tsx'), {
  threads: () => import('@clapper/locales/threads'),
});
