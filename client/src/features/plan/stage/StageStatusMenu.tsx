import { Button, Menu } from '@mantine/core';
import { setStageStatus, STAGE_STATUSES, type Stage, type StageStatus } from '@clapper/documents';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusIcon, StatusLabel } from '../../../ui/StatusIcon.tsx';
import { PLAN_ORIGIN } from '../editor/undo.ts';
import { usePlan } from '../page/plan-session.ts';
import classes from './StageSheet.module.css';

export function StageStatusMenu({ stage, compact }: { stage: Stage; compact: boolean }) {
  const { t } = useTranslation(['plan', 'common']);
  const { doc, writable, undo } = usePlan();
  const word = t(`common:status.${stage.status}`);
  if (!writable) return <StatusLabel status={stage.status} />;
  const set = (status: StageStatus) => {
    undo.pause();
    setStageStatus(doc, stage.id, status, PLAN_ORIGIN);
    undo.pause();
  };
  return (
    <Menu withInitialFocusPlaceholder={false} position="bottom-start" width={180}>
      <Menu.Target>
        <Button
          size={compact ? 'xs' : 'sm'}
          className={classes['status']}
          leftSection={<StatusIcon status={stage.status} size={16} />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={t('stage.status', { status: word })}
        >
          {word}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {STAGE_STATUSES.map((status) => (
          <Menu.RadioItem
            key={status}
            value={status}
            checked={status === stage.status}
            checkIcon={<IconCheck size={14} aria-hidden />}
            closeMenuOnClick
            onChange={() => set(status)}
          >
            <StatusLabel status={status} size={17} />
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
