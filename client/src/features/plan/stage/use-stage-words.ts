import { useTranslation } from 'react-i18next';
import type { ShotFacts } from '../page/use-shot-facts.ts';

const DAY_MS = 86_400_000;

/** "3 shots · 6.5 s" and "Edited 09:18": the two small lines at a stage's foot. */
export function useStageWords(
  edited: number | null,
  shots: ShotFacts | null,
): { shots: string | null; edited: string | null } {
  const { t, i18n } = useTranslation('plan');
  const seconds = shots === null ? 0 : Math.round(shots.seconds * 10) / 10;
  const format = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const parts =
    shots === null || shots.shots === 0
      ? []
      : [
          t('stage.shots', { count: shots.shots }),
          ...(seconds > 0 ? [t('stage.seconds', { seconds: format.format(seconds) })] : []),
        ];
  return {
    shots: parts.length === 0 ? null : parts.join(' · '),
    edited: edited === null ? null : t('stage.edited', { when: whenOf(edited, i18n.language) }),
  };
}

/** Today the time, this week the day, else the date. */
function whenOf(at: number, language: string): string {
  const age = Date.now() - at;
  const sameDay = new Date(at).toDateString() === new Date().toDateString();
  if (sameDay)
    return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(
      at,
    );
  if (age < 6 * DAY_MS) return new Intl.DateTimeFormat(language, { weekday: 'short' }).format(at);
  return new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' }).format(at);
}
