import { SegmentedControl } from '@mantine/core';
import type { InboxItem, InboxState } from '@clapper/documents';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byDay } from '../../ui/by-day.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorCard } from '../../ui/ErrorCard.tsx';
import { useFormat } from '../../ui/format.ts';
import { FramePicture } from '../../ui/FramePicture.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { InboxRow } from './InboxRow.tsx';
import { isTab, shownIn, TABS, type Tab } from './tabs.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import type { Inbox } from './use-inbox.ts';
import { useMailChoice } from './use-mail-choice.ts';
import { useMarking } from './use-marking.ts';
import classes from './InboxList.module.css';

interface InboxListProps {
  inbox: Inbox;
  /** Nothing else is on the page. */
  whole?: boolean;
  onOpened?: () => void;
}

/** What concerns me by day, of all projects, with what one can make of it. */
export function InboxList({ inbox, whole = false, onOpened }: InboxListProps) {
  const { state, items, follows, projects } = inbox;
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  const { day: dayName, number } = useFormat();
  const { mark, follow } = useMarking(state);
  const [tab, setTab] = useState<Tab>('all');
  const unread = (items ?? []).filter((item) => item.state === 'unread').length;
  const shown = shownIn(tab, items ?? []);
  const set = (item: InboxItem, to: InboxState) => mark([item], to);
  // The panel's own title stands between the page's and these.
  const Day = whole ? 'h2' : 'h3';
  useInboxKeys({ items: shown, mark: set, everywhere: whole });
  return (
    <div className={classes['inbox']} data-whole={whole || undefined}>
      <SegmentedControl
        className={classes['tabs']}
        aria-label={t('tab.label')}
        value={tab}
        onChange={(value) => {
          if (isTab(value)) setTab(value);
        }}
        data={TABS.map((value) => ({
          value,
          label:
            value === 'unread' && unread > 0 ? `${t('tab.unread')} ${number(unread)}` : t(`tab.${value}`),
        }))}
      />
      <div className={classes['days']}>
        {state.phase === 'failed' && items === null && (
          <ErrorCard title={common('error.documentTitle')} onReload={() => window.location.reload()}>
            {common('error.pageBody')}
          </ErrorCard>
        )}
        {items !== null && shown.length === 0 && (
          <EmptyState picture={<FramePicture picture="empty" />}>{t(`empty.${tab}`)}</EmptyState>
        )}
        {byDay(shown, ({ at }) => at).map(({ day, items: of }) => (
          <section key={day} aria-label={dayName(day)}>
            <Day className={classes['day']}>{dayName(day)}</Day>
            <ul className={classes['list']}>
              {of.map((item) => (
                <InboxRow
                  key={item.id}
                  item={item}
                  project={projects.get(item.project) ?? ''}
                  follows={follows}
                  onMark={(to) => set(item, to)}
                  onFollow={follow}
                  onOpened={() => onOpened?.()}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Foot />
    </div>
  );
}

function Foot() {
  const { t } = useTranslation('inbox');
  const choice = useMailChoice();
  return (
    <footer className={classes['foot']}>
      {choice?.available === true && (
        <span className={classes['mail']}>
          <IconMail size={15} aria-hidden />
          {t('mail.now', { often: t(`mail.${choice.mail}`) })}
        </span>
      )}
      <span className={classes['keys']}>
        <Kbd>{'J'}</Kbd>
        <Kbd>{'K'}</Kbd>
        {t('key.move')}
        <Kbd>{'E'}</Kbd>
        {t('key.short.archive')}
        <Kbd>{'U'}</Kbd>
        {t('key.short.unread')}
      </span>
    </footer>
  );
}
