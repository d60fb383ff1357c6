import { readShots, SHOT_FILE_LIMITS, type ShotReading } from '@clapper/documents/board-exchange';
import { Button, FileButton, Modal } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { Notice } from '../../../ui/Notice.tsx';
import type { BoardStage } from '../session/stages.ts';
import { ImportPreview } from './ImportPreview.tsx';
import classes from './Exchange.module.css';

interface ImportDialogProps {
  opened: boolean;
  onClose: () => void;
  stages: readonly BoardStage[];
}

/** A file of shots comes in: chosen, read, shown, and only then written. */
export default function ImportDialog({ opened, onClose, stages }: ImportDialogProps) {
  const { t } = useTranslation('board-exchange');
  const { t: common } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('import.title')}
      closeButtonProps={{ 'aria-label': common('close') }}
      size={560}
    >
      <Import onDone={onClose} stages={stages} />
    </Modal>
  );
}

type Step =
  | { at: 'choose'; problem: string | null }
  | { at: 'read'; name: string }
  | { at: 'preview'; name: string; reading: Extract<ShotReading, { ok: true }> };

function Import({ onDone, stages }: { onDone: () => void; stages: readonly BoardStage[] }) {
  const { t } = useTranslation('board-exchange');
  const errorText = useErrorText();
  const [step, setStep] = useState<Step>({ at: 'choose', problem: null });
  const latest = useRef<File | null>(null);

  const read = async (file: File) => {
    latest.current = file;
    setStep({ at: 'read', name: file.name });
    const next = await readFile(file).then(
      (reading): Step =>
        reading.ok
          ? { at: 'preview', name: file.name, reading }
          : { at: 'choose', problem: t(`problem.${reading.code}`) },
      (error: unknown): Step => ({ at: 'choose', problem: errorText(error) }),
    );
    // Another one was dropped meanwhile.
    if (latest.current === file) setStep(next);
  };

  switch (step.at) {
    case 'choose':
      return <Choose problem={step.problem} onFile={(file) => void read(file)} />;
    case 'read':
      return (
        <p className={classes['body']} role="status">
          {t('import.reading', { name: step.name })}
        </p>
      );
    case 'preview':
      return (
        <ImportPreview
          name={step.name}
          reading={step.reading}
          stages={stages}
          onBack={() => setStep({ at: 'choose', problem: null })}
          onDone={onDone}
        />
      );
    default:
      return step satisfies never;
  }
}

async function readFile(file: File): Promise<ShotReading> {
  // Not even looked into. A letter has up to three bytes.
  if (file.size > 3 * SHOT_FILE_LIMITS.file) return { ok: false, code: 'too_large' };
  return readShots(await file.text(), file.name);
}

function Choose({ problem, onFile }: { problem: string | null; onFile: (file: File) => void }) {
  const { t } = useTranslation('board-exchange');
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
        <p className={classes['body']}>{t('import.drop')}</p>
        <FileButton
          accept=".csv,.tsv,.fountain,.spmd,.txt,.fdx,text/csv"
          onChange={(file) => file !== null && onFile(file)}
        >
          {(props) => (
            <Button {...props} variant="filled" data-autofocus>
              {t('import.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      {problem !== null && <Notice tone="bad">{problem}</Notice>}
      <p className={classes['note']}>{t('import.about')}</p>
    </div>
  );
}
