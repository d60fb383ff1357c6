import type { DeviceStatus } from '@clapper/device';
import { Popover, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDevice, useStore } from '../../app/device-context.tsx';
import { useFormat } from '../../ui/format.ts';
import { ledgerOpened } from './ledger-opened.ts';
import { Ledger } from './Ledger.tsx';
import { Pill } from './Pill.tsx';
import { useFilesToSend } from './use-files-to-send.ts';
import { pillWords, type FilesToSend } from './words.ts';

/** On a fast network "Saving…" would only flash: it stays this long. Saying *saved* late is never a lie. */
const SAVING_AT_LEAST_MS = 400;
/** Screen readers hear what happened, not every letter of it. */
const ANNOUNCE_EVERY_MS = 3_000;

/** One pill everywhere, for all documents of this browser, worst first. A click opens the ledger. */
export function SyncPill() {
  const { t } = useTranslation('sync');
  const status = useCalm(useStore(useDevice().status));
  const files = useFilesToSend();
  const opened = useStore(ledgerOpened);
  const close = () => ledgerOpened.set(false);
  // Whoever goes elsewhere does not find it open there.
  useEffect(() => close, []);
  return (
    <>
      <Popover
        opened={opened}
        onDismiss={close}
        position="bottom-end"
        width="min(400px, calc(100vw - 16px))"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Pill status={status} files={files} onClick={() => ledgerOpened.set(!opened)} />
        </Popover.Target>
        <Popover.Dropdown p={0} aria-label={t('title')} aria-labelledby={undefined}>
          <Ledger status={status} files={files} onClose={close} />
        </Popover.Dropdown>
      </Popover>
      <Announcer status={status} files={files} />
    </>
  );
}

function useCalm(status: DeviceStatus): DeviceStatus {
  const [shown, setShown] = useState(status);
  const savingSince = useRef(0);
  useEffect(() => {
    if (status.state === 'saving') {
      savingSince.current = performance.now();
      setShown(status);
      return;
    }
    const rest = status.state === 'saved' ? savingSince.current + SAVING_AT_LEAST_MS - performance.now() : 0;
    if (rest <= 0) {
      setShown(status);
      return;
    }
    const timer = setTimeout(() => setShown(status), rest);
    return () => clearTimeout(timer);
  }, [status]);
  // Bad news is never held back, not even for a render.
  return shown.state === 'saving' && status.state === 'saved' ? shown : status;
}

function Announcer({ status, files }: { status: DeviceStatus; files: FilesToSend }) {
  const { t } = useTranslation('sync');
  const { clock } = useFormat();
  const words = pillWords(status, t, clock, files);
  const [said, setSaid] = useState(words);
  const latest = useRef(words);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    latest.current = words;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setSaid(latest.current);
    }, ANNOUNCE_EVERY_MS);
  }, [words]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  );
}
