import { useTranslation } from 'react-i18next';
import { PROJECT_PAGES } from '../../app/frame/pages.ts';
import { useFormat } from '../../ui/format.ts';
import type { ProjectPerson } from './project-people.ts';

/** “Shot 7”, “Plan · idle”, “last seen 09:24”. */
export function useWhere(): (person: ProjectPerson, seenAt: number | null) => string {
  const { t } = useTranslation('presence');
  const { t: common } = useTranslation();
  const { clock } = useFormat();
  return ({ at, page, attention }, seenAt) => {
    if (seenAt !== null) return t('lastSeen', { time: clock(seenAt) });
    const known = PROJECT_PAGES.find((one) => one === page);
    const place = placeOf(at, (type, label) => t(`at.${type}`, { label }));
    const where = place ?? (known === undefined ? null : common(`nav.${known}`));
    const parts = [where, attention === 'here' ? null : t(attention)];
    return parts.filter((part) => part !== null).join(' · ');
  };
}

function placeOf(
  at: ProjectPerson['at'],
  numbered: (type: 'stage' | 'shot', label: string) => string,
): string | null {
  if (at === null || at.label === '') return null;
  switch (at.type) {
    case 'stage':
    case 'shot':
      return numbered(at.type, at.label);
    case 'event':
    case 'day':
    case 'video':
      return at.label;
    default:
      return at.type satisfies never;
  }
}
