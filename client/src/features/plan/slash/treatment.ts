import type { ContentNode } from '@clapper/documents';
import type { en } from '@clapper/locales/insert';

type Words = (key: Extract<keyof typeof en, `treatment.${string}`>) => string;

/** A short treatment to write along: questions where one answers, a list of beats, a checklist. */
export function shortTreatment(t: Words): ContentNode[] {
  const words = (text: string): ContentNode[] => [{ type: 'text', text }];
  const line = (text: string): ContentNode => ({ type: 'paragraph', content: words(text) });
  const heading = (text: string): ContentNode => ({
    type: 'heading',
    attrs: { level: 2 },
    content: words(text),
  });
  return [
    heading(t('treatment.logline')),
    line(t('treatment.loglineHint')),
    heading(t('treatment.look')),
    line(t('treatment.lookHint')),
    heading(t('treatment.beats')),
    {
      type: 'orderedList',
      content: (['treatment.beat1', 'treatment.beat2', 'treatment.beat3'] as const).map((key) => ({
        type: 'listItem',
        content: [line(t(key))],
      })),
    },
    heading(t('treatment.open')),
    { type: 'taskList', content: [{ type: 'taskItem', content: [{ type: 'paragraph' }] }] },
  ];
}
