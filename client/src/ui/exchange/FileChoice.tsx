import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { Notice } from '../Notice.tsx';
import classes from './Exchange.module.css';

/** What stands on it, in the words of the page that asks. */
interface Labels {
  drop: string;
  choose: string;
  about: string;
}

interface FileChoiceProps {
  /** As the browser's own dialog takes it: endings and media types. What is dropped may be anything. */
  accept: string;
  labels: Labels;
  /** Why the file chosen before did not do. */
  problem: string | null;
  onFile: (file: File) => void;
}

/** The first step of every import: a file is dropped, or chosen. */
export function FileChoice({ accept, labels, problem, onFile }: FileChoiceProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  };
  return (
    <div className={classes['fields']}>
      <div
        className={classes['drop']}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileImport size={22} aria-hidden />
        <p className={classes['body']}>{labels.drop}</p>
        <FileButton accept={accept} onChange={(file) => file !== null && onFile(file)}>
          {(props) => (
            <Button {...props} variant="filled" data-autofocus>
              {labels.choose}
            </Button>
          )}
        </FileButton>
      </div>
      {problem !== null && <Notice tone="bad">{problem}</Notice>}
      <p className={classes['note']}>{labels.about}</p>
    </div>
  );
}
