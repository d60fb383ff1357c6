import { Button, FileButton, Menu } from '@mantine/core';
import type { Cut } from '@clapper/documents/review';
import { VIDEO_TYPES } from '@clapper/protocol';
import { IconChevronDown, IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Room.module.css';

interface CutPickerProps {
  cuts: readonly Cut[];
  cut: Cut | null;
  onCut: (id: string) => void;
  /** Null: may not. */
  onAdd: ((file: File) => void) | null;
}

/** Which cut one sees, the newest on top; editors add one. */
export function CutPicker({ cuts, cut, onCut, onAdd }: CutPickerProps) {
  const { t } = useTranslation('review');
  const latest = cuts.at(-1)?.id;
  return (
    <>
      {cut !== null && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="xs" rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t('cut.name', { number: cut.number })}
              {cut.id === latest && (
                <span className={`${classes['quiet']} ${classes['latest']}`}>{t('cut.latest')}</span>
              )}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {cuts.toReversed().map((one) => (
              <Menu.Item key={one.id} onClick={() => onCut(one.id)}>
                {t('cut.name', { number: one.number })} {one.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {onAdd !== null && (
        <FileButton accept={VIDEO_TYPES.join(',')} onChange={(file) => file !== null && onAdd(file)}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              className={classes['does'] ?? ''}
              leftSection={<IconUpload size={14} aria-hidden />}
            >
              <span className={classes['words']}>{t('cut.add')}</span>
            </Button>
          )}
        </FileButton>
      )}
    </>
  );
}
