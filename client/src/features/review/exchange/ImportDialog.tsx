import { EXCHANGE_LIMITS } from '@clapper/documents/exchange';
import type { Cut } from '@clapper/documents/review';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileChoice } from '../../../ui/exchange/FileChoice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { Clock } from '../player/clock.ts';
import type { RoomSession } from '../room/room-session.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { Dialog, type DialogState } from '../../../ui/Dialog.tsx';

interface ImportDialogProps {
  session: RoomSession;
  cut: Cut;
  /** Of the cut's frames; null: it is not here to be counted. */
  clock: Clock | null;
}

/** Markers come in as notes of the cut one looks at: chosen, read, shown, and only then written. */
export default function ImportDialog({ opened, onClose, ...props }: ImportDialogProps & DialogState) {
  const { t } = useTranslation('review-exchange');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('import.title')} size={560}>
      <Import {...props} onDone={onClose} />
    </Dialog>
  );
}

function Import({ session, cut, clock, onDone }: ImportDialogProps & { onDone: () => void }) {
  const { t } = useTranslation('review-exchange');
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef<File | null>(null);
  const { video } = cut;
  if (video === null) return <Notice tone="warn">{t('export.noRate')}</Notice>;
  if (video.variable && clock === null) return <Notice tone="warn">{t('import.noClock')}</Notice>;

  const read = async (chosen: File) => {
    latest.current = chosen;
    // Not even looked into. A letter has up to three bytes.
    const text = chosen.size > 3 * EXCHANGE_LIMITS.file ? null : await chosen.text();
    // Another one was dropped meanwhile.
    if (latest.current !== chosen) return;
    setProblem(text === null ? t('problem.too_large') : null);
    setFile(text === null ? null : { name: chosen.name, text });
  };
  if (file === null) {
    return (
      <FileChoice
        accept=".edl,.xml,.otio,.json,.txt,.csv"
        labels={{ drop: t('import.drop'), choose: t('import.choose'), about: t('import.about') }}
        problem={problem}
        onFile={(chosen) => void read(chosen)}
      />
    );
  }
  return (
    <ImportPreview
      session={session}
      cut={{ ...cut, video }}
      clock={clock}
      file={file}
      onBack={(why) => {
        setProblem(why);
        setFile(null);
      }}
      onDone={onDone}
    />
  );
}
