import { useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PEOPLE_DARK, PEOPLE_LIGHT } from '../../features/presence/index.ts';
import { dark, gray, pencil } from '../theme/colors.ts';
import classes from './Sheet.module.css';

/** The first two letters of Rose, Brick, Amber, Ochre, Olive, Moss, Jade, Teal, Lagoon, Iris, Plum, Fuchsia. */
const NAMES = ['Ro', 'Br', 'Am', 'Oc', 'Ol', 'Mo', 'Ja', 'Te', 'La', 'Ir', 'Pl', 'Fu'];

export function Swatches() {
  const { t } = useTranslation('sheet');
  const scheme = useComputedColorScheme('light');
  const people = scheme === 'light' ? PEOPLE_LIGHT : PEOPLE_DARK;
  const primary = scheme === 'light' ? 6 : 4;
  return (
    <div className={classes['swatches']}>
      <div className={classes['strip']} role="img" aria-label={t('colors.greys')}>
        {(scheme === 'light' ? gray : dark).map((color) => (
          <span key={color} style={{ backgroundColor: color }} />
        ))}
      </div>
      <div className={classes['strip']} role="img" aria-label={t('colors.pencil')}>
        {pencil.map((color, index) => (
          <span
            key={color}
            style={{ backgroundColor: color }}
            data-primary={index === primary || undefined}
          />
        ))}
      </div>
      <div className={classes['strip']} data-people>
        {people.map((color, index) => (
          <span
            key={color}
            style={{ backgroundColor: color, color: scheme === 'light' ? '#FFFFFF' : '#141414' }}
          >
            {NAMES[index]}
          </span>
        ))}
      </div>
    </div>
  );
}
