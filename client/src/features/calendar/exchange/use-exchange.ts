import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { useProject } from '../../../app/project-context.tsx';
import { showErrorToast } from '../../../ui/toast.tsx';
import { useCalendar } from '../session/calendar-session.ts';
import { exportCalendar } from './export-file.ts';

export interface Exports {
  all(): void;
  /** What takes place on the days the page shows, each series whole. */
  shown(): void;
  one(event: string): void;
}

/** Calendar files of all, of what is shown, or of one event. */
export function useExports(): Exports {
  const { t } = useTranslation('calendar-exchange');
  const errorText = useErrorText();
  const { calendar, shown, zone, now } = useCalendar();
  const { info, members } = useProject();
  const project = info?.name ?? t('export.project');

  const save = async (name: string, wanted: ReadonlySet<string> | null) => {
    try {
      const { events } = calendar();
      const some = wanted === null ? events : events.filter(({ id }) => wanted.has(id));
      await exportCalendar(some, { name, zone: zone(), now: now(), members });
    } catch (error) {
      showErrorToast(errorText(error));
    }
  };
  return {
    all: () => void save(project, null),
    shown: () => void save(project, new Set(shown.get().items.map(({ occurrence }) => occurrence.event.id))),
    one(event) {
      const found = calendar().events.find(({ id }) => id === event);
      if (found !== undefined) void save(found.title || project, new Set([event]));
    },
  };
}
