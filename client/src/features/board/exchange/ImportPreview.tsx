import {
  importShots,
  planShots,
  type ChangingShotRow,
  type ShotReading,
  type ShotRow,
} from '@clapper/documents/board-exchange';
import { Button, Checkbox } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { showErrorToast, showUndoToast } from '../../../ui/toast.tsx';
import { useBoard } from '../session/board-session.ts';
import type { BoardStage } from '../session/stages.ts';
import { BOARD_ORIGIN, CREATE_ORIGIN } from '../session/undo.ts';
import { useStageName } from '../session/use-stage-name.ts';
import classes from '../../../ui/exchange/Exchange.module.css';

interface ImportPreviewProps {
  name: string;
  reading: Extract<ShotReading, { ok: true }>;
  stages: readonly BoardStage[];
  onBack: () => void;
  onDone: () => void;
}

/** What the file would do to the board; each shot may be left out. */
export function ImportPreview({ name, reading, stages, onBack, onDone }: ImportPreviewProps) {
  const { t } = useTranslation('board-exchange');
  const { t: common } = useTranslation();
  const errorText = useErrorText();
  const { doc, me, undo, board } = useBoard();
  const stageName = useStageName();
  const [without, setWithout] = useState<ReadonlySet<number>>(new Set());
  // As the board was when the file was read: an id or a title that came since is seen when it is written again.
  const rows = useMemo(() => {
    const called = stages.map((stage) => ({
      id: stage.id,
      names: [stage.label, stage.title, stageName(stage)],
    }));
    return planShots(reading.shots, board().shots, called);
  }, [reading, board, stages, stageName]);
  const changing = rows.filter((row) => row.what !== 'same');
  const same = rows.length - changing.length;
  const chosen = changing.filter(({ key }) => !without.has(key));
  const toggle = (some: readonly ChangingShotRow[]) => {
    const next = new Set(without);
    if (some.every(({ key }) => !without.has(key))) for (const { key } of some) next.add(key);
    else for (const { key } of some) next.delete(key);
    setWithout(next);
  };

  const write = () => {
    try {
      undo.step(() => importShots(doc, chosen, { by: me.id, at: Date.now() }, BOARD_ORIGIN, CREATE_ORIGIN));
    } catch (error) {
      return showErrorToast(errorText(error));
    }
    const depth = undo.depth();
    showUndoToast(
      t('import.done', { count: chosen.length }),
      () => undo.undo(),
      (over) => undo.onChange(() => undo.depth() !== depth && over()),
      <IconFileImport size={16} aria-hidden />,
    );
    onDone();
  };

  return (
    <div className={classes['fields']}>
      <p className={classes['body']}>{t('import.found', { name, count: rows.length })}</p>
      <Rows what="new" rows={changing} stages={stages} without={without} onToggle={toggle} />
      <Rows what="changed" rows={changing} stages={stages} without={without} onToggle={toggle} />
      {same > 0 && <p className={classes['note']}>{t('import.same', { count: same })}</p>}
      <Troubles reading={reading} />
      <div className={classes['actions']}>
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t('import.other')}
        </Button>
        {chosen.length === 0 ? (
          <Button onClick={onDone}>{common('close')}</Button>
        ) : (
          <Button variant="filled" onClick={write}>
            {t('import.write', { count: chosen.length })}
          </Button>
        )}
      </div>
    </div>
  );
}

interface RowsProps {
  what: ChangingShotRow['what'];
  rows: readonly ChangingShotRow[];
  stages: readonly BoardStage[];
  without: ReadonlySet<number>;
  onToggle: (rows: readonly ChangingShotRow[]) => void;
}

function Rows({ what, rows, stages, without, onToggle }: RowsProps) {
  const { t } = useTranslation('board-exchange');
  const some = rows.filter((row) => row.what === what);
  if (some.length === 0) return null;
  const taken = some.filter(({ key }) => !without.has(key)).length;
  return (
    <section className={classes['group']}>
      <Checkbox
        classNames={{ body: classes['tick'] ?? '' }}
        label={t(`import.${what}`, { count: some.length })}
        checked={taken === some.length}
        indeterminate={taken > 0 && taken < some.length}
        onChange={() => onToggle(some)}
      />
      <ul className={classes['rows']}>
        {some.slice(0, MOST_SHOWN).map((row) => (
          <li key={row.key}>
            <Checkbox
              classNames={{ body: classes['tick'] ?? '' }}
              label={<RowLabel row={row} stages={stages} />}
              checked={!without.has(row.key)}
              onChange={() => onToggle([row])}
            />
          </li>
        ))}
      </ul>
      {some.length > MOST_SHOWN && (
        <p className={classes['note']}>{t('import.more', { count: some.length - MOST_SHOWN })}</p>
      )}
    </section>
  );
}

function RowLabel({ row, stages }: { row: ShotRow; stages: readonly BoardStage[] }) {
  const { t } = useTranslation('board-exchange');
  const { t: board } = useTranslation('board');
  const stageName = useStageName();
  const stage = row.what === 'new' ? stages.find(({ id }) => id === row.stage) : undefined;
  return (
    <span className={classes['row']}>
      <span className={classes['what']}>
        {[row.shot.number, row.shot.fields.title || t('import.untitled')].filter(Boolean).join('  ')}
      </span>
      <span className={classes['note']}>
        {stage !== undefined && t('import.into', { stage: stageName(stage) })}
        {row.what === 'changed' && row.fields.map((field) => board(`field.${field}`)).join(', ')}
      </span>
    </span>
  );
}

function Troubles({ reading: { troubles, shots } }: Pick<ImportPreviewProps, 'reading'>) {
  const { t } = useTranslation('board-exchange');
  const { t: board } = useTranslation('board');
  if (troubles.length === 0) return null;
  return (
    <details className={classes['troubles']}>
      <summary>{t('import.troubles', { count: troubles.length })}</summary>
      <ul className={classes['rows']}>
        {troubles.slice(0, MOST_SHOWN).map(({ shot, code, field }) => (
          <li key={`${shot} ${field}`} className={classes['problem']}>
            <span className={classes['what']}>{shots[shot - 1]?.fields.title || t('import.untitled')}</span>
            <span className={classes['note']}>
              {t(`trouble.${code}`, { field: board(`field.${field}`) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Nobody takes out more one by one, and each is a line to draw. */
const MOST_SHOWN = 100;
