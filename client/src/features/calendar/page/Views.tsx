import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { remember } from '../../../app/memory.ts';
import { useCalendar } from '../session/calendar-session.ts';
import { VIEWS, type View } from '../views/span.ts';
import classes from './Toolbar.module.css';

/** Side by side, or one below the other where there is no room. */
export function Views({ tight, phone = false }: { tight: boolean; phone?: boolean }) {
  const { t } = useTranslation('calendar');
  const { me, place } = useCalendar();
  const view = usePart(place, (value) => value.view);
  const show = (next: View) => {
    remember(`calendar.view.${me.id}`, next);
    place.set({ ...place.get(), view: next });
  };
  if (!tight) {
    return (
      <SegmentedControl
        aria-label={t('views')}
        value={view}
        {...(phone ? { classNames: { label: classes['phone'] } } : {})}
        data={VIEWS.map((value) => ({
          value,
          label: t(phone && value === 'week' ? 'view.days' : `view.${value}`),
        }))}
        onChange={(value) => show(VIEWS.find((one) => one === value) ?? 'month')}
      />
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          aria-label={`${t(`view.${view}`)}, ${t('views')}`}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t(`view.${view}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={view} onChange={(value) => show(VIEWS.find((one) => one === value) ?? view)}>
          {VIEWS.map((value) => (
            <Menu.RadioItem key={value} value={value}>
              {t(`view.${value}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
