import { ActionIcon, Button, Menu, SegmentedControl, Slider } from '@mantine/core';
import type { Cut } from '@clapper/documents/review';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { COMPARE_MODES, type Comparison } from './comparison.ts';
import classes from './Compare.module.css';

interface CompareBarProps {
  cut: Cut;
  others: readonly Cut[];
  comparison: Comparison;
  onChange: (change: Partial<Comparison>) => void;
  onClose: () => void;
}

/** With which cut one compares, how, and whose sound one hears. */
export default function CompareBar({ cut, others, comparison, onChange, onClose }: CompareBarProps) {
  const { t } = useTranslation('review');
  const other = others.find(({ id }) => id === comparison.cut);
  const nameOf = (one: Cut | undefined) => t('compare.cut', { number: one?.number ?? 0 });
  return (
    <div className={classes['bar']} role="group" aria-label={t('compare.title')} data-testid="compare-bar">
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="xs" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t('compare.with', { a: cut.number, b: other?.number ?? 0 })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {others.toReversed().map((one) => (
            <Menu.Item key={one.id} onClick={() => onChange({ cut: one.id })}>
              {t('cut.name', { number: one.number })} {one.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <SegmentedControl
        size="xs"
        aria-label={t('compare.how')}
        value={comparison.mode}
        onChange={(mode) => onChange({ mode, alone: null })}
        data={COMPARE_MODES.map((value) => ({ value, label: t(`compare.${value}`) }))}
      />
      {comparison.mode === 'overlay' && (
        <Slider
          className={classes['share'] ?? ''}
          size="sm"
          label={null}
          min={0}
          max={100}
          value={Math.round(comparison.share * 100)}
          thumbLabel={t('compare.share', { number: other?.number ?? 0 })}
          onChange={(share) => onChange({ share: share / 100 })}
        />
      )}
      <span className={classes['space']} />
      <span className={classes['quiet']} id="compare-sound">
        {t('compare.sound')}
      </span>
      <SegmentedControl
        size="xs"
        aria-labelledby="compare-sound"
        value={comparison.sound}
        onChange={(sound) => onChange({ sound })}
        data={[
          { value: 'a' as const, label: nameOf(cut) },
          { value: 'b' as const, label: nameOf(other) },
        ]}
      />
      <ActionIcon aria-label={t('compare.close')} onClick={onClose}>
        <IconX size={18} />
      </ActionIcon>
    </div>
  );
}
