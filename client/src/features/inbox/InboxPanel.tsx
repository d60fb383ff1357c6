import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { closeInbox, inboxPanel, PAGE_FITS_BESIDE } from './inbox-panel.ts';
import { InboxList } from './InboxList.tsx';
import { InboxSettings } from './InboxSettings.tsx';
import { ReadAll } from './ReadAll.tsx';
import { INBOX_PLACE } from './use-inbox-keys.ts';
import { useInbox } from './use-inbox.ts';
import classes from './InboxPanel.module.css';

/** The inbox beside the page: what it leads to is seen at once, and the next waits where the last was. */
export default function InboxPanel() {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  const inbox = useInbox();
  const panel = useRef<HTMLElement>(null);
  const beside = useMediaQuery(PAGE_FITS_BESIDE, undefined, { getInitialValueInEffect: false });
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  return (
    // Escape closes it, as it does a dialog; it is none, since the page goes on beside it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={panel}
      tabIndex={-1}
      {...{ [INBOX_PLACE]: '' }}
      className={classes['panel']}
      aria-label={t('title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || !inside(event)) return;
        event.preventDefault();
        closeInbox();
      }}
    >
      <header className={classes['head']}>
        <h2 className={classes['title']}>{t('title')}</h2>
        <ReadAll inbox={inbox} variant="subtle" color="gray" size="xs" />
        <InboxSettings />
        <ActionIcon variant="subtle" color="gray" aria-label={common('close')} onClick={closeInbox}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </header>
      <InboxList
        inbox={inbox}
        onOpened={() => {
          // It lies over what it led to.
          if (!beside) inboxPanel.set(false);
        }}
      />
    </aside>
  );
}

/** A menu that was opened from here is elsewhere on the page. */
function inside({ currentTarget, target }: { currentTarget: Element; target: EventTarget }): boolean {
  return target instanceof Node && currentTarget.contains(target);
}
