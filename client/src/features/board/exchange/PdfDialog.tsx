import {
  BOARD_ASPECTS,
  formatDuration,
  isOmitted,
  ratioOf,
  shownTake,
  type BoardAspect,
  type Shot,
} from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { Button, Checkbox, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../../app/export-document.ts';
import { useProject } from '../../../app/project-context.tsx';
import { fileName } from '../../../ui/file-name.ts';
import { useFormat } from '../../../ui/format.ts';
import { useSaving } from '../../exports/use-saving.ts';
import { showToast } from '../../../ui/toast.tsx';
import { PAPERS } from '../../exports/page.ts';
import { useFiles } from '../../files/files-context.ts';
import { useBoard } from '../session/board-session.ts';
import { totalSeconds } from '../session/columns.ts';
import type { BoardStage } from '../session/stages.ts';
import { useLanguage } from '../session/use-language.ts';
import { MOST_PER_SIDE, PDF_WORDS, recallChoices, rememberChoices, type PdfChoices } from './pdf-choices.ts';
import { shotsToPrint } from './shots-to-print.ts';
import { Dialog, type DialogState } from '../../../ui/Dialog.tsx';
import own from './PdfDialog.module.css';
import classes from '../../../ui/exchange/Exchange.module.css';

interface PdfDialogProps extends DialogState {
  stages: readonly BoardStage[];
}

/** The board on paper: which shots, how many on a page, what is written under each. */
export default function PdfDialog({ opened, onClose, stages }: PdfDialogProps) {
  const { t } = useTranslation('board-exchange');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('pdf.title')} size={480}>
      <Pdf onDone={onClose} stages={stages} />
    </Dialog>
  );
}

function Pdf({ onDone, stages }: { onDone: () => void; stages: readonly BoardStage[] }) {
  const { t } = useTranslation('board-exchange');
  const { t: words } = useTranslation('board');
  const session = useBoard();
  const files = useFiles();
  const { id, info } = useProject();
  const [choices, setChoices] = useState(recallChoices);
  /** Null: that of the film. */
  const [chosenAspect, setChosenAspect] = useState<BoardAspect | null>(null);
  const aspect = chosenAspect ?? session.board().settings.aspect;
  const selected = new Set(session.selection.get().ids);
  const [only, setOnly] = useState(selected.size > 1);
  const print = usePrintedShot(choices.words);
  const about = useAbout();
  const set = (part: Partial<PdfChoices>) => setChoices((before) => ({ ...before, ...part }));
  const shots = shotsToPrint(session.board(), stages, only ? selected : null);
  const live = shots.filter((shot) => !isOmitted(shot));
  const pages = Math.max(1, Math.ceil(shots.length / (choices.columns * choices.rows)));

  const [busy, save] = useSaving(async () => {
    const [{ storyboardPdf }, { printedPictures }] = await Promise.all([
      import('../../exports/storyboard-pdf.ts'),
      import('../../exports/printed-pictures.ts'),
    ]);
    const takes = session.takes.get();
    const hashOf = (shot: Shot): string | null => {
      const all = isOmitted(shot) ? undefined : takes.get(shot.id);
      return (all && shownTake(all, session.layer.get()))?.picture.hash ?? null;
    };
    const { pictures, missing } = await printedPictures(
      files,
      projectDocument(id, 'board'),
      shots.flatMap((shot) => {
        const hash = hashOf(shot);
        return hash === null ? [] : [{ name: hash, hash, shapes: [] }];
      }),
      // As many dots as a print of a page this wide can show.
      Math.max(480, Math.round(2_200 / choices.columns)),
    );
    const title = info?.name ?? t('export.project');
    const options = { ...choices, ratio: ratioOf(aspect) };
    const printed = shots.map((shot) => ({ ...print(shot), picture: hashOf(shot) }));
    const bytes = await storyboardPdf(printed, { title, about: about(live) }, options, pictures);
    rememberChoices(choices);
    saveFile(`${fileName(title, t('export.project'))}.pdf`, bytes, 'application/pdf');
    if (missing > 0) showToast({ message: t('pdf.missing', { count: missing }) });
  }, onDone);

  return (
    <div className={classes['fields']}>
      {selected.size > 0 && (
        <SegmentedControl
          aria-label={t('pdf.which')}
          value={only ? 'selected' : 'all'}
          onChange={(which) => setOnly(which === 'selected')}
          data={[
            { value: 'all', label: t('pdf.all') },
            { value: 'selected', label: t('pdf.selected', { count: selected.size }) },
          ]}
        />
      )}
      <div className={own['pair']}>
        <Select
          label={t('pdf.paper')}
          value={choices.paper}
          onChange={(paper) => set({ paper: PAPERS.find((known) => known === paper) ?? choices.paper })}
          data={PAPERS.map((paper) => ({ value: paper, label: t(`pdf.paper.${paper}`) }))}
          allowDeselect={false}
          data-autofocus
        />
        <Select
          label={t('pdf.direction')}
          value={choices.landscape ? 'landscape' : 'portrait'}
          onChange={(direction) => set({ landscape: direction === 'landscape' })}
          data={[
            { value: 'landscape', label: t('pdf.landscape') },
            { value: 'portrait', label: t('pdf.portrait') },
          ]}
          allowDeselect={false}
        />
      </div>
      <div className={own['three']}>
        <Side label={t('pdf.columns')} value={choices.columns} onChange={(columns) => set({ columns })} />
        <Side label={t('pdf.rows')} value={choices.rows} onChange={(rows) => set({ rows })} />
        <Select
          label={t('pdf.ratio')}
          value={aspect}
          onChange={(chosen) => setChosenAspect(BOARD_ASPECTS.find((known) => known === chosen) ?? null)}
          data={[...BOARD_ASPECTS]}
          allowDeselect={false}
        />
      </div>
      <Checkbox.Group
        label={t('pdf.words')}
        value={choices.words}
        onChange={(chosen) => set({ words: PDF_WORDS.filter((field) => chosen.includes(field)) })}
      >
        <div className={own['ticks']}>
          {PDF_WORDS.map((field) => (
            <Checkbox
              key={field}
              value={field}
              label={words(`field.${field}`)}
              classNames={{ body: classes['tick'] ?? '' }}
            />
          ))}
        </div>
      </Checkbox.Group>
      <div className={classes['actions']}>
        <p className={classes['note']}>
          {t('pdf.shots', { count: live.length })} · {t('pdf.pages', { count: pages })}
        </p>
        <Button variant="filled" loading={busy} disabled={shots.length === 0} onClick={() => void save()}>
          {t('pdf.save')}
        </Button>
      </div>
    </div>
  );
}

interface SideProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
}

function Side({ label, value, onChange }: SideProps) {
  return (
    <Select
      label={label}
      value={`${value}`}
      onChange={(next) => onChange(Number(next ?? value))}
      data={Array.from({ length: MOST_PER_SIDE }, (_, index) => `${index + 1}`)}
      allowDeselect={false}
    />
  );
}

/** A shot in words, in the language of the page. */
function usePrintedShot(fields: PdfChoices['words']) {
  const { t } = useTranslation('board');
  const language = useLanguage();
  return (shot: Shot) =>
    isOmitted(shot)
      ? { number: shot.number, title: t('numbers.omitted'), about: '', words: [] }
      : {
          number: shot.number,
          title: shot.title,
          about: [
            shot.size,
            shot.angle === null ? null : t(`angle.${shot.angle}`),
            shot.movement === null ? null : t(`movement.${shot.movement}`),
            shot.lens,
            shot.duration === null ? null : formatDuration(shot.duration, language),
          ]
            .filter((part) => part !== null && part !== '')
            .join(' · '),
          words: fields.map((field) => shot[field]).filter((words) => words.trim() !== ''),
        };
}

/** How many, how long, of which day. */
function useAbout() {
  const { t } = useTranslation('board-exchange');
  const language = useLanguage();
  const { date } = useFormat();
  return (shots: readonly Shot[]): string =>
    t('pdf.about', {
      shots: t('pdf.shots', { count: shots.length }),
      time: formatDuration(totalSeconds(shots), language),
      date: date(Date.now()),
    });
}
