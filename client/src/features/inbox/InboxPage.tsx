import { useTranslation } from 'react-i18next';
import { PlainFrame } from '../../app/frame/PlainFrame.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { InboxList } from './InboxList.tsx';
import { InboxSettings } from './InboxSettings.tsx';
import { ReadAll } from './ReadAll.tsx';
import { INBOX_PLACE } from './use-inbox-keys.ts';
import { unreadIn, useInbox } from './use-inbox.ts';

/** The inbox as a page of its own: on a phone, and under its address. */
export default function InboxPage() {
  const { t } = useTranslation('inbox');
  const inbox = useInbox();
  const unread = unreadIn(inbox).length;
  return (
    <PlainFrame width={760}>
      <PageHead title={t('title')} {...(unread === 0 ? {} : { facts: t('title.count', { count: unread }) })}>
        <ReadAll inbox={inbox} />
        <InboxSettings />
      </PageHead>
      <div {...{ [INBOX_PLACE]: '' }}>
        <InboxList inbox={inbox} whole />
      </div>
    </PlainFrame>
  );
}
