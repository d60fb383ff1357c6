import type { Cut } from '@clapper/documents/review';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../../app/project-context.tsx';
import type { CutSource } from './use-cut-source.ts';

/** Why there is no picture of a cut, in words; guests are told of nobody's device. */
export function useSourceWords(): (source: Exclude<CutSource, { state: 'there' }>, cut: Cut) => string {
  const { t } = useTranslation('review');
  const { members } = useProject();
  return (source, cut) => {
    if (source.state !== 'absent') return t(`stage.${source.state}`);
    if (source.percent !== null) return t('stage.sent', { percent: source.percent });
    const name = members.find(({ id }) => id === cut.createdBy)?.name;
    return name === undefined ? t('stage.absent') : t('stage.absentOn', { name });
  };
}
