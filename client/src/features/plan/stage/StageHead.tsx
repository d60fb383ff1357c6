import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { fragmentText, type Stage } from '@clapper/documents';
import {
  IconCopy,
  IconDots,
  IconDownload,
  IconHistory,
  IconMessage,
  IconMovie,
  IconPencil,
  IconSearch,
} from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { saveFile } from '../../../app/export-document.ts';
import { showErrorToast, showToast } from '../../../ui/toast.tsx';
import { usePlan } from '../page/plan-session.ts';
import { keepCaret } from '../page/use-listener.ts';
import { ApprovalItems, StageApprovals } from '../threads/StageApprovals.tsx';
import { ThreadsButton } from '../threads/ThreadsButton.tsx';
import type { ThreadsPlace } from '../threads/use-threads-place.ts';
import { StagePeople } from './StagePeople.tsx';
import { StageStatusMenu } from './StageStatusMenu.tsx';
import { StageTitle } from './StageTitle.tsx';
import classes from './StageSheet.module.css';

interface StageHeadProps {
  stage: Stage;
  compact: boolean;
  fragment: Y.XmlFragment;
  threads: ThreadsPlace;
}

export function StageHead({ stage, compact, fragment, threads }: StageHeadProps) {
  const { t } = useTranslation('plan');
  const { writable, board, chips, shotMakers, finder, openHistory } = usePlan();
  // On a phone and beside its neighbours.
  const narrow = threads.drawer;
  const title = useRef<HTMLInputElement>(null);
  const makesShots = writable && board !== null;
  const makeShot = () => shotMakers.get(stage.id)?.();
  const words = () => `${stage.number}. ${stage.title}\n\n${fragmentText(fragment, chips.get()?.words)}\n`;
  const copy = async () => {
    try {
      // Plain http has no clipboard: `navigator.clipboard` is not there at all.
      await navigator.clipboard.writeText(words());
      showToast({ message: t('stage.copied', { number: stage.number }) });
    } catch {
      showErrorToast(t('stage.copyFailed'));
    }
  };
  return (
    <header className={classes['head']}>
      <span className={classes['number']} aria-hidden>
        {stage.number}
      </span>
      <StageTitle stage={stage} input={title} />
      {stage.label !== '' && (
        <span className={classes['label']} lang="ko">
          {stage.label}
        </span>
      )}
      <StageStatusMenu stage={stage} compact={compact} />
      {!narrow && <StageApprovals stage={stage.id} />}
      <StagePeople stage={stage.id} max={compact ? 1 : 3} size={compact ? 20 : 24} />
      <span className={classes['space']} />
      {/* Beside its neighbours a stage has room for few buttons: what is empty stands in the menu. */}
      {makesShots && !narrow && (
        <Button
          size="xs"
          leftSection={<IconMovie size={16} aria-hidden />}
          // The caret stays in the words it is about.
          onMouseDown={({ nativeEvent }) => keepCaret(nativeEvent)}
          onClick={makeShot}
        >
          {t('slash.makeShot')}
        </Button>
      )}
      {(!compact || threads.open + threads.unread > 0) && (
        <ThreadsButton threads={threads} compact={compact} />
      )}
      {!compact && (
        <Tooltip label={t('stage.history')}>
          <ActionIcon aria-label={t('stage.history')} onClick={() => openHistory(stage.id)}>
            <IconHistory size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      <Menu withInitialFocusPlaceholder={false} position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t('stage.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {writable && (
            <Menu.Item
              leftSection={<IconPencil size={17} />}
              onClick={() => queueMicrotask(() => title.current?.select())}
            >
              {t('stage.rename')}
            </Menu.Item>
          )}
          {makesShots && narrow && (
            <Menu.Item leftSection={<IconMovie size={17} />} onClick={makeShot}>
              {t('slash.makeShot')}
            </Menu.Item>
          )}
          {narrow && threads.session?.writable === true && (
            <ApprovalItems session={threads.session} stage={stage.id} />
          )}
          {compact && threads.session !== null && (
            <Menu.Item leftSection={<IconMessage size={17} />} onClick={threads.show}>
              {t('stage.threads', { count: threads.open })}
            </Menu.Item>
          )}
          {compact && (
            <Menu.Item leftSection={<IconHistory size={17} />} onClick={() => openHistory(stage.id)}>
              {t('stage.history')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconSearch size={17} />}
            rightSection="Ctrl F"
            onClick={() => finder.open()}
          >
            {t('stage.find')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={17} />} onClick={() => void copy()}>
            {t('stage.copyText')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDownload size={17} />}
            onClick={() =>
              saveFile(`${stage.number} ${stage.title}.txt`, words(), 'text/plain;charset=utf-8')
            }
          >
            {t('stage.saveText')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}
