import { TAKE_LAYERS } from '@clapper/documents';
import { Button, Menu } from '@mantine/core';
import { IconCheck, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { useBoard } from '../session/board-session.ts';
import classes from './Menus.module.css';

/** Whether the frames show line art or art; unless somebody asks, art as soon as a shot has some. */
export function LayerMenu() {
  const { t } = useTranslation('board');
  const { layer: store, takes } = useBoard();
  const layer = usePart(store, (value) => value);
  const any = usePart(takes, (all) => all.size > 0);
  if (!any) return null;
  const label = t(layer === null ? 'layer.newest' : `field.${layer}`);
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          variant="subtle"
          className={classes['quiet']}
          data-on={layer !== null || undefined}
          aria-label={t('layer.labelNow', { layer: label })}
          leftSection={<IconPhoto size={16} aria-hidden />}
        >
          <span className={classes['word']} data-keep={layer !== null || undefined}>
            {layer === null ? t('layer.label') : label}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('layer.label')}>
        {[null, ...TAKE_LAYERS].map((value) => (
          <Menu.RadioItem
            key={value ?? ''}
            value={value ?? ''}
            checked={value === layer}
            checkIcon={<IconCheck size={17} aria-hidden />}
            closeMenuOnClick
            onChange={() => store.set(value)}
          >
            {t(value === null ? 'layer.newest' : `field.${value}`)}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
