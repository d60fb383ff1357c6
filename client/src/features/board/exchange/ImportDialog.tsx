import { readShots, SHOT_FILE_LIMITS, type ShotReading } from '@clapper/documents/board-exchange';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { FileChoice } from '../../../ui/exchange/FileChoice.tsx';
import type { BoardStage } from '../session/stages.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { Dialog, type DialogState } from '../../../ui/Dialog.tsx';
import classes from '../../../ui/exchange/Exchange.module.css';

interface ImportDialogProps extends DialogState {
  stages: readonly BoardStage[];
}

/** A file of shots comes in: chosen, read, shown, and only then written. */
export default function ImportDialog({ opened, onClose, stages }: ImportDialogProps) {
  const { t } = useTranslation('board-exchange');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('import.title')} size={560}>
      <Import onDone={onClose} stages={stages} />
    </Dialog>
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
      return (
        <FileChoice
          accept=".csv,.tsv,.fountain,.spmd,.txt,.fdx,text/csv"
          labels={{ drop: t('import.drop'), choose: t('import.choose'), about: t('import.about') }}
          problem={step.problem}
          onFile={(file) => void read(file)}
        />
      );
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
