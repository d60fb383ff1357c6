import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TopBarSlot } from '../../../app/top-bar-slot.tsx';
import type { Finder } from '../find/finder.ts';
import type { Mode } from './use-layout.ts';

interface PlanControlsProps {
  mode: Mode;
  setMode: (mode: Mode) => void;
  canCompare: boolean;
  finder: Finder;
}

/** What the page puts into the top bar. */
export function PlanControls({ mode, setMode, canCompare, finder }: PlanControlsProps) {
  const { t } = useTranslation('plan');
  return (
    <TopBarSlot>
      {canCompare && (
        <SegmentedControl
          aria-label={t('layout.label')}
          value={mode}
          onChange={(value) => setMode(value === 'all' ? 'all' : 'one')}
          data={[
            { value: 'one', label: t('layout.one') },
            { value: 'all', label: t('layout.all') },
          ]}
        />
      )}
      <Tooltip label={t('stage.find')}>
        <ActionIcon aria-label={t('stage.find')} onClick={() => finder.open()}>
          <IconSearch size={18} />
        </ActionIcon>
      </Tooltip>
    </TopBarSlot>
  );
}
