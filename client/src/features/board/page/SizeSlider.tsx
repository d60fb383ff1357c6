import { Slider } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SIZES, type Size } from '../session/view.ts';
import classes from './SizeSlider.module.css';

/** From four columns a stage to one, and then two stages abreast. */
export function SizeSlider({ size, onChange }: { size: Size; onChange: (size: Size) => void }) {
  const { t } = useTranslation('board');
  return (
    <div className={classes['size']}>
      <IconPhoto size={14} aria-hidden />
      <Slider
        className={classes['slider']}
        classNames={{ track: classes['track'], bar: classes['bar'], thumb: classes['thumb'] }}
        thumbLabel={t('size')}
        thumbProps={{
          'aria-valuetext': t(size === 5 ? 'size.largest' : 'size.columns', { count: 5 - size }),
        }}
        label={null}
        min={SIZES[0]}
        max={SIZES.length}
        step={1}
        value={size}
        onChange={(value) => onChange(SIZES.find((known) => known === value) ?? size)}
      />
      <IconPhoto size={18} aria-hidden />
    </div>
  );
}
