import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Column } from '../session/columns.ts';
import { useStageName } from '../session/use-stage-name.ts';
import classes from './StageSwitch.module.css';

interface StageSwitchProps {
  columns: readonly Column[];
  open: string | null;
  onOpen: (stage: string) => void;
}

/** On a phone one stage stands alone; the others are a tap away. */
export function StageSwitch({ columns, open, onOpen }: StageSwitchProps) {
  const { t } = useTranslation('board');
  const stageName = useStageName();
  return (
    <div className={classes['place']}>
      <SegmentedControl
        fullWidth
        aria-label={t('stages')}
        className={classes['switch']}
        value={open ?? ''}
        onChange={onOpen}
        data={columns.map(({ stage }) => ({ value: stage.id, label: stage.label || stageName(stage) }))}
      />
    </div>
  );
}
