import { formatDuration, SHOT_ANGLES, SHOT_MOVEMENTS, SHOT_STATUSES } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '../../app/i18n.ts';
import { useProject } from '../../app/project-context.tsx';

interface FieldValueProps {
  field: string;
  value: unknown;
  /** A place has no words of its own. */
  when: 'now' | 'then';
}

/** A plain value as the pages write it. */
export function FieldValue({ field, value, when }: FieldValueProps) {
  const { t, i18n } = useTranslation(['history', 'board', 'common']);
  const { members } = useProject();
  if (field === 'place') return t(`place.${when}`);
  if (value === null || value === undefined || value === '') return t('nothing');
  switch (field) {
    case 'duration':
      return typeof value === 'number'
        ? formatDuration(value, isLanguage(i18n.language) ? i18n.language : 'en')
        : null;
    case 'angle': {
      const angle = SHOT_ANGLES.find((name) => name === value);
      return angle === undefined ? String(value) : t(`board:angle.${angle}`);
    }
    case 'movement': {
      const movement = SHOT_MOVEMENTS.find((name) => name === value);
      return movement === undefined ? String(value) : t(`board:movement.${movement}`);
    }
    case 'status': {
      const status = SHOT_STATUSES.find((name) => name === value);
      return status === undefined ? String(value) : t(`common:status.${status}`);
    }
    case 'assignee':
      return members.find(({ id }) => id === value)?.name ?? t('someone');
    case 'source':
      return quoteOf(value) ?? JSON.stringify(value);
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

/** The words a shot was made of. */
function quoteOf(value: unknown): string | null {
  const { quote } = typeof value === 'object' && value !== null ? (value as { quote?: unknown }) : {};
  return typeof quote === 'string' ? quote : null;
}
