import type { IcsReading } from '@clapper/documents/ics';
import { Button, FileButton, Modal } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useCalendar } from '../session/calendar-session.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { readCalendarFile } from './read-file.ts';
import { useFileProblem } from './use-file-problem.ts';
import classes from './Exchange.module.css';

/** A calendar file comes in: chosen, read beside the page, shown, and only then written. */
export default function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('calendar-exchange');
  const { t: common } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('import.title')}
      closeButtonProps={{ 'aria-label': common('close') }}
      size={560}
    >
      <Import onDone={onClose} />
    </Modal>
  );
}

type Step =
  | { at: 'choose'; problem: string | null }
  | { at: 'read'; name: string }
  | { at: 'preview'; name: string; reading: Extract<IcsReading, { ok: true }> };

function Import({ onDone }: { onDone: () => void }) {
  const [step, setStep] = useState<Step>({ at: 'choose', problem: null });
  const { zone } = useCalendar();
  const errorText = useErrorText();
  const problemText = useFileProblem();
  const reading = useRef<AbortController | null>(null);
  useEffect(() => () => reading.current?.abort(), []);

  const read = async (file: File) => {
    reading.current?.abort();
    const controller = new AbortController();
    reading.current = controller;
    setStep({ at: 'read', name: file.name });
    try {
      const found = await readCalendarFile(file, { zone: zone(), signal: controller.signal });
      if (controller.signal.aborted) return;
      setStep(
        found.ok
          ? { at: 'preview', name: file.name, reading: found }
          : { at: 'choose', problem: problemText(found) },
      );
    } catch (error) {
      if (!controller.signal.aborted) setStep({ at: 'choose', problem: errorText(error) });
    }
  };

  switch (step.at) {
    case 'choose':
      return <Choose problem={step.problem} onFile={(file) => void read(file)} />;
    case 'read':
      return <Reading name={step.name} />;
    case 'preview':
      return (
        <ImportPreview
          name={step.name}
          reading={step.reading}
          onBack={() => setStep({ at: 'choose', problem: null })}
          onDone={onDone}
        />
      );
    default:
      return step satisfies never;
  }
}

function Choose({ problem, onFile }: { problem: string | null; onFile: (file: File) => void }) {
  const { t } = useTranslation('calendar-exchange');
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
        <FileButton accept=".ics,.ical,.ifb,text/calendar" onChange={(file) => file !== null && onFile(file)}>
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

function Reading({ name }: { name: string }) {
  const { t } = useTranslation('calendar-exchange');
  return (
    <p className={classes['body']} role="status">
      {t('import.reading', { name })}
    </p>
  );
}
