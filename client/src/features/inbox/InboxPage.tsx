import { Button, SegmentedControl } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlainFrame } from '../../app/frame/PlainFrame.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorCard } from '../../ui/ErrorCard.tsx';
import { FramePicture } from '../../ui/FramePicture.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { InboxRow } from './InboxRow.tsx';
import { isTab, shownIn, TABS, type Tab } from './tabs.ts';
import { useInbox } from './use-inbox.ts';
import { useMarking } from './use-marking.ts';
import classes from './InboxPage.module.css';

/** What concerns me, of all projects. */
export default function InboxPage() {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  const { state, items, follows, projects } = useInbox();
  const { mark, follow } = useMarking(state);
  const [tab, setTab] = useState<Tab>('all');
  const unread = (items ?? []).filter((item) => item.state === 'unread');
  const shown = shownIn(tab, items ?? []);
  return (
    <PlainFrame width={760}>
      <PageHead
        title={t('title')}
        {...(unread.length === 0 ? {} : { facts: t('title.count', { count: unread.length }) })}
      >
        <Button
          leftSection={<IconChecks size={16} aria-hidden />}
          disabled={unread.length === 0}
          onClick={() => mark(unread, 'read')}
        >
          {t('readAll')}
        </Button>
      </PageHead>
      <SegmentedControl
        className={classes['tabs']}
        aria-label={t('tab.label')}
        value={tab}
        onChange={(value) => {
          if (isTab(value)) setTab(value);
        }}
        data={TABS.map((value) => ({ value, label: t(`tab.${value}`) }))}
      />
      {state.phase === 'failed' && items === null && (
        <ErrorCard title={common('error.documentTitle')} onReload={() => window.location.reload()}>
          {common('error.pageBody')}
        </ErrorCard>
      )}
      {items !== null && shown.length === 0 && (
        <EmptyState picture={<FramePicture picture="empty" />}>{t(`empty.${tab}`)}</EmptyState>
      )}
      {shown.length > 0 && (
        <ul className={classes['list']}>
          {shown.map((item) => (
            <InboxRow
              key={item.id}
              item={item}
              project={projects.get(item.project) ?? ''}
              follows={follows}
              onMark={(to) => mark([item], to)}
              onFollow={follow}
            />
          ))}
        </ul>
      )}
    </PlainFrame>
  );
}
