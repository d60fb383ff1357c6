import { readBoard, readStages } from '@clapper/documents';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import type { HistoryProps } from './history-props.ts';

export interface RecordName {
  /** "2", "Shot 7". */
  number: string;
  title: string;
}

/** What a stage or a shot is called now, or was when it is not there any more. */
export function useRecordName({ kind, doc, stages }: HistoryProps, then: Y.Doc): (id: string) => RecordName {
  const { t } = useTranslation('history');
  return useMemo(() => {
    const names = new Map<string, RecordName>();
    for (const state of [then, doc]) {
      if (kind === 'plan') {
        for (const { id, number, label, title } of readStages(state).stages) {
          names.set(id, { number: `${number}`, title: [label, title].filter(Boolean).join(' ') });
        }
        continue;
      }
      const { shots, deleted } = readBoard(state, stages);
      for (const { id, number, title } of shots) names.set(id, { number: t('shot', { number }), title });
      for (const { id, title } of deleted) names.set(id, { number: t('shot.gone'), title });
    }
    return (id) => names.get(id) ?? { number: '', title: '' };
  }, [kind, doc, then, stages, t]);
}
