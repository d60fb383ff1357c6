import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconList } from '@tabler/icons-react';
import type { Shape } from '@clapper/documents';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/store.ts';
import type { DrawingSession } from './session/drawing-session.ts';
import { colorName } from './session/palette.ts';
import classes from './DrawingBar.module.css';

/**
 * What is drawn, in words: for whoever does not see it, and to take hold of what lies below something else. Mine is
 * selected by its line; others' lines only say what they are.
 */
export function ShapeMenu({
  session,
  nameOf,
}: {
  session: DrawingSession;
  nameOf: (userId: string) => string;
}) {
  const { t } = useTranslation('drawing');
  const shapes = useStore(session.shapes);
  const [opened, setOpened] = useState(false);
  const label = t('shapes', { count: shapes.length });
  const say = ({ type, color, text, authorId }: Shape): string => {
    const what = t(`shape.${type}`);
    const name = colorName(color);
    const colored = name === null ? what : t('shape.colored', { shape: what, color: t(`color.${name}`) });
    const said = text === '' ? colored : t('shape.says', { shape: colored, text });
    return t('shape.by', { shape: said, name: nameOf(authorId) });
  };
  return (
    <Menu position="top" withinPortal={false} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Tooltip label={label} disabled={opened}>
          <ActionIcon className={classes['tool'] ?? ''} aria-label={label}>
            <IconList size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={classes['list'] ?? ''}>
        {shapes.length === 0 && <Menu.Item disabled>{t('empty')}</Menu.Item>}
        {shapes.map((shape) => {
          const mine = session.writable && shape.authorId === session.me.id;
          return (
            <Menu.Item
              key={shape.id}
              className={classes['shape'] ?? ''}
              data-mine={mine || undefined}
              // One that is somebody else’s is there to be read.
              onClick={() => {
                if (!mine) return;
                session.tool.set('select');
                session.selected.set(shape.id);
              }}
            >
              {say(shape)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
