import { EXPORT_FORMATS, usualStart } from '@clapper/documents/exchange';
import { countNotes, sortNotes, type Cut, type NoteInCut } from '@clapper/documents/review';
import { fpsOf, labelOf, ordinalOfLabel, timecodeOf } from '@clapper/documents/timecode';
import { Button, MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../../app/export-document.ts';
import { fileName } from '../../../ui/file-name.ts';
import { useFormat } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useSaving } from '../../exports/use-saving.ts';
import { showToast } from '../../../ui/toast.tsx';
import { useFiles } from '../../files/files-context.ts';
import type { RoomSession } from '../room/room-session.ts';
import { FORMATS, recallFormat, rememberFormat } from './export-choices.ts';
import { chosenNotes, markersOf, tagsOf, type ChosenNotes } from './to-markers.ts';
import { Dialog, type DialogState } from '../../../ui/Dialog.tsx';
import own from './Notes.module.css';
import classes from '../../../ui/exchange/Exchange.module.css';

interface ExportDialogProps {
  session: RoomSession;
  /** The one that is looked at. */
  cut: Cut;
  title: string;
}

/** The notes of a cut as a file: for which program, which of them, and what stays here and why. */
export default function ExportDialog({ opened, onClose, ...props }: ExportDialogProps & DialogState) {
  const { t } = useTranslation('review-exchange');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('export.title')} size={480}>
      <Export {...props} onDone={onClose} />
    </Dialog>
  );
}

function Export({ session, cut: looked, title, onDone }: ExportDialogProps & { onDone: () => void }) {
  const { t } = useTranslation('review-exchange');
  const { t: words } = useTranslation('review');
  const { number, date } = useFormat();
  const files = useFiles();
  const { review } = session;
  const [format, setFormat] = useState(recallFormat);
  const [cutId, setCutId] = useState(looked.id);
  const [choice, setChoice] = useState<ChosenNotes>({ show: 'open', tags: [] });
  const [typed, setTyped] = useState<string | null>(null);
  const cut = review.cuts.find(({ id }) => id === cutId) ?? looked;
  const timedOnly = format !== 'pdf' && EXPORT_FORMATS[format].timedOnly;
  const notes = chosenNotes(review, cut, choice);
  const { markers, left } = markersOf(notes, cut, { timedOnly });
  const tags = tagsOf(review, cut);
  const clip = cut.video ?? session.clip;
  const start = typed ?? labelOf(usualStart(clip), clip);
  const ordinal = ordinalOfLabel(start, clip);
  const noRate = timedOnly && cut.video === null;
  const badStart = timedOnly && ordinal === null;

  const name = fileName(`${title} v${cut.number}`, `v${cut.number}`);
  const timeOf = ({ place, from }: NoteInCut): string | null => {
    if (place.frame === null || from === 'lost') return null;
    const first = timecodeOf(place.frame, clip);
    return place.endFrame === null ? first : `${first} – ${timecodeOf(place.endFrame, clip)}`;
  };
  const print = async () => {
    const { contactSheet } = await import('./contact-sheet.ts');
    const { open, all } = countNotes(notes);
    const wording = {
      timeOf,
      about: ({ note, place }: NoteInCut) =>
        [
          note.authorName,
          place.frame === null ? words('note.whole') : '',
          words(`status.${note.status}`),
          note.priority === 'medium' ? '' : words(`priority.${note.priority}`),
          ...note.tags.map((tag) => `#${tag}`),
        ]
          .filter((part) => part !== '')
          .join(' · '),
    };
    const { bytes, missing } = await contactSheet(sortNotes(notes, 'time'), wording, {
      ...{ files, document: session.document, cut },
      title: `${title} · ${words('cut.name', { number: cut.number })}`,
      about: t('pdf.about', { open, all, date: date(session.act().at) }),
    });
    saveFile(`${name}.pdf`, bytes, 'application/pdf');
    if (missing > 0) showToast({ message: t('pdf.missing', { count: missing }) });
  };
  const [busy, save] = useSaving(async () => {
    if (format === 'pdf') await print();
    else {
      const { extension, type, write } = EXPORT_FORMATS[format];
      const frames = cut.video === null || cut.video.frames === 0 ? null : cut.video.frames;
      saveFile(`${name}.${extension}`, write({ title: name, clip, frames, start: ordinal, markers }), type);
    }
    rememberFormat(format);
  }, onDone);

  return (
    <div className={classes['fields']}>
      <Select
        label={t('export.format')}
        description={t(`how.${format}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={format}
        onChange={(next) => setFormat(FORMATS.find((known) => known === next) ?? format)}
        data={FORMATS.map((value) => ({ value, label: t(`format.${value}`) }))}
        allowDeselect={false}
        data-autofocus
      />
      <div className={own['pair']}>
        <Select
          label={t('export.cut')}
          value={cut.id}
          onChange={(next) => {
            setCutId(next ?? cut.id);
            setTyped(null);
          }}
          data={review.cuts.toReversed().map(({ id, number: of, label }) => ({
            value: id,
            label: `${words('cut.name', { number: of })} ${label}`.trim(),
          }))}
          allowDeselect={false}
        />
        {timedOnly && (
          <TextInput
            label={t('export.start')}
            value={start}
            onChange={({ currentTarget: { value } }) => setTyped(value)}
            error={badStart ? t('export.start.bad') : null}
            spellCheck={false}
          />
        )}
      </div>
      <SegmentedControl
        aria-label={t('export.which')}
        value={choice.show}
        onChange={(show) => setChoice({ ...choice, show: show === 'all' ? 'all' : 'open' })}
        data={[
          { value: 'open', label: t('export.open') },
          { value: 'all', label: t('export.all') },
        ]}
      />
      {tags.length > 0 && (
        <MultiSelect
          label={t('export.tags')}
          value={[...choice.tags]}
          onChange={(chosen) => setChoice({ ...choice, tags: chosen })}
          data={tags}
          clearable
        />
      )}
      {noRate ? (
        <Notice tone="warn">{t('export.noRate')}</Notice>
      ) : (
        <div className={own['says']} role="status">
          <p className={own['count']}>
            {markers.length === 0 ? t('export.none') : t('export.count', { count: markers.length })}
          </p>
          {left.whole > 0 && <p className={classes['note']}>{t('export.whole', { count: left.whole })}</p>}
          {left.lost > 0 && <p className={classes['note']}>{t('export.lost', { count: left.lost })}</p>}
          {cut.video?.variable === true && markers.some(({ timed }) => timed) && (
            <p className={classes['note']}>
              {t('export.variable', { fps: number(Math.round(fpsOf(cut.video.rate) * 1_000) / 1_000) })}
            </p>
          )}
          {session.edits && <p className={classes['note']}>{t('export.internal')}</p>}
        </div>
      )}
      <div className={classes['actions']}>
        <Button
          variant="filled"
          disabled={noRate || badStart || markers.length === 0}
          loading={busy}
          onClick={() => void save()}
        >
          {t('export.save')}
        </Button>
      </div>
    </div>
  );
}
