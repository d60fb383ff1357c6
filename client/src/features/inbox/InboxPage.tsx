import { Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PlainFrame } from '../../app/frame/PlainFrame.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { InboxList } from './InboxList.tsx';
import { InboxSettings } from './InboxSettings.tsx';
import { INBOX_PLACE } from './use-inbox-keys.ts';
import { useInbox } from './use-inbox.ts';
import { useMarking } from './use-marking.ts';

/** The inbox as a page of its own: on a phone, and under its address. */
export default function InboxPage() {
  const { t } = useTranslation('inbox');
  const inbox = useInbox();
  const { mark } = useMarking(inbox.state);
  const unread = (inbox.items ?? []).filter((item) => item.state === 'unread');
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
        <InboxSettings />
      </PageHead>
      <div {...{ [INBOX_PLACE]: '' }}>
        <InboxList inbox={inbox} whole />
      </div>
    </PlainFrame>
  );
}
