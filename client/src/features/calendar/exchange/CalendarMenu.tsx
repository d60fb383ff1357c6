import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCalendarDown, IconCalendarUp, IconDownload, IconRss } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../app/lazy-part.tsx';
import { usePageCommand } from '../../../app/page-commands.ts';
import { useDialogs } from '../../../ui/use-dialogs.ts';
import { useCalendar } from '../session/calendar-session.ts';
import { useExports } from './use-exchange.ts';

const words = { 'calendar-exchange': () => import('@clapper/locales/calendar-exchange') };
const FeedDialog = lazyPart(() => import('./FeedDialog.tsx'), words);
const ImportDialog = lazyPart(() => import('./ImportDialog.tsx'), words);

/** Where the calendar meets other calendars: an address to subscribe to, files out and in. */
export function CalendarMenu({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation('calendar-exchange');
  const { writable } = useCalendar();
  const exports = useExports();
  const dialogs = useDialogs<'feed' | 'import'>();
  usePageCommand('calendar.feed', () => dialogs.show('feed'));
  usePageCommand('calendar.import', writable ? () => dialogs.show('import') : null);
  const feed = dialogs.of('feed');
  const taking = dialogs.of('import');
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          {narrow ? (
            <ActionIcon variant="default" size={32} aria-label={t('menu')}>
              <IconRss size={16} aria-hidden />
            </ActionIcon>
          ) : (
            <Button leftSection={<IconRss size={16} aria-hidden />}>{t('menu')}</Button>
          )}
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRss size={17} aria-hidden />} onClick={() => dialogs.show('feed')}>
            {t('menu.feed')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconDownload size={17} aria-hidden />} onClick={exports.all}>
            {t('menu.exportAll')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCalendarDown size={17} aria-hidden />} onClick={exports.shown}>
            {t('menu.exportShown')}
          </Menu.Item>
          {writable && (
            <Menu.Item
              leftSection={<IconCalendarUp size={17} aria-hidden />}
              onClick={() => dialogs.show('import')}
            >
              {t('menu.import')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {feed !== null && <FeedDialog {...feed} />}
      {taking !== null && <ImportDialog {...taking} />}
    </>
  );
}
