import type { IcsReading } from '@clapper/documents/ics';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { FileChoice } from '../../../ui/exchange/FileChoice.tsx';
import { useCalendar } from '../session/calendar-session.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { readCalendarFile } from './read-file.ts';
import { useFileProblem } from './use-file-problem.ts';
import { Dialog, type DialogState } from '../../../ui/Dialog.tsx';
import classes from '../../../ui/exchange/Exchange.module.css';

/** A calendar file comes in: chosen, read beside the page, shown, and only then written. */
export default function ImportDialog({ opened, onClose }: DialogState) {
  const { t } = useTranslation('calendar-exchange');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('import.title')} size={560}>
      <Import onDone={onClose} />
    </Dialog>
  );
}

type Step =
  | { at: 'choose'; problem: string | null }
  | { at: 'read'; name: string }
  | { at: 'preview'; name: string; reading: Extract<IcsReading, { ok: true }> };

function Import({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('calendar-exchange');
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
      return (
        <FileChoice
          accept=".ics,.ical,.ifb,text/calendar"
          labels={{ drop: t('import.drop'), choose: t('import.choose'), about: t('import.about') }}
          problem={step.problem}
          onFile={(file) => void read(file)}
        />
      );
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

function Reading({ name }: { name: string }) {
  const { t } = useTranslation('calendar-exchange');
  return (
    <p className={classes['body']} role="status">
      {t('import.reading', { name })}
    </p>
  );
}
