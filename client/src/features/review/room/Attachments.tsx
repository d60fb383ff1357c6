import { ActionIcon, Tooltip } from '@mantine/core';
import type { FileValue } from '@clapper/documents';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePicture } from '../../files/use-picture.ts';
import classes from './Notes.module.css';

interface AttachmentsProps {
  document: string;
  files: readonly FileValue[];
  /** Null: they belong to it. */
  onRemove: ((hash: string) => void) | null;
}

/** Pictures that belong to a note. */
export function Attachments({ document, files, onRemove }: AttachmentsProps) {
  const { t } = useTranslation('review');
  if (files.length === 0) return null;
  return (
    <ul className={classes['attachments']} aria-label={t('note.attachments')}>
      {files.map((file) => (
        <li key={file.hash}>
          <Attachment document={document} file={file} />
          {onRemove !== null && (
            <ActionIcon
              size={24}
              className={classes['remove'] ?? ''}
              aria-label={t('composer.detach', { name: file.name })}
              onClick={() => onRemove(file.hash)}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}

function Attachment({ document, file }: { document: string; file: FileValue }) {
  const { t } = useTranslation('review');
  const picture = usePicture(document, file.hash, 'original');
  if (picture.state !== 'here')
    return (
      <Tooltip label={file.name}>
        <span
          className={classes['attached']}
          role="img"
          aria-label={`${file.name}: ${t(`attached.${picture.state}`)}`}
        />
      </Tooltip>
    );
  return (
    <Tooltip label={file.name}>
      <a href={picture.url} download={file.name} data-testid="attachment">
        <img className={classes['attached']} src={picture.url} alt={file.name} />
      </a>
    </Tooltip>
  );
}
