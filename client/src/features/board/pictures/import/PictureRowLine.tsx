import { Checkbox, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ImportPictures.module.css';

interface PictureRowLineProps {
  file: File;
  taken: boolean;
  target: string;
  choices: { value: string; label: string }[];
  onToggle: () => void;
  onTarget: (target: string) => void;
}

/** One picture of an import: what it looks like, what it is called, and where it goes. */
export function PictureRowLine({ file, taken, target, choices, onToggle, onTarget }: PictureRowLineProps) {
  const { t } = useTranslation('board-exchange');
  const url = useObjectUrl(file);
  return (
    <li className={classes['row']} data-left={!taken || undefined}>
      <Checkbox
        classNames={{ body: classes['tick'] ?? '', labelWrapper: classes['label'] ?? '' }}
        label={
          <span className={classes['picture']}>
            <span className={classes['frame']}>
              {url !== null && <img src={url} alt="" decoding="async" />}
            </span>
            <span className={classes['name']} title={file.name}>
              {file.name}
            </span>
          </span>
        }
        checked={taken}
        onChange={onToggle}
      />
      <Select
        className={classes['target'] ?? ''}
        aria-label={t('pictures.target', { name: file.name })}
        data={choices}
        value={target}
        disabled={!taken}
        searchable
        limit={100}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
        onChange={(value) => value !== null && onTarget(value)}
      />
    </li>
  );
}

function useObjectUrl(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
