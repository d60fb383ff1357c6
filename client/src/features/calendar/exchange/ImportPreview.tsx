import { importIcs, previewImport, type IcsReading, type ImportRow } from '@clapper/documents/ics';
import { Button } from '@mantine/core';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import * as Y from 'yjs';
import type { Store } from '../../../app/store.ts';
import { useErrorText } from '../../../app/errors.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { showErrorToast } from '../../../ui/toast.tsx';
import { useCalendar } from '../session/calendar-session.ts';
import { CALENDAR_ORIGIN, CREATE_ORIGIN } from '../session/undo.ts';
import { chosenOf, fitsIn, planOf, toggled, type Changing } from './chosen-rows.ts';
import { ImportRows } from './ImportRows.tsx';
import { useOfferUndo } from '../session/use-offer-undo.ts';
import classes from '../../../ui/exchange/Exchange.module.css';

interface Props {
  name: string;
  reading: Extract<IcsReading, { ok: true }>;
  onBack: () => void;
  onDone: () => void;
}

/** What the file would do to the calendar as it is now, whatever others do to it meanwhile. */
export function ImportPreview({ name, reading, onBack, onDone }: Props) {
  const { t } = useTranslation('calendar-exchange');
  const { t: common } = useTranslation();
  const errorText = useErrorText();
  const { doc, me, now, undo } = useCalendar();
  const offerUndo = useOfferUndo();
  const rows = useRows(reading);
  const plan = useMemo(() => planOf(rows), [rows]);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const chosen = chosenOf(plan, without);
  const fits = useMemo(() => fitsIn(Y.encodeStateAsUpdate(doc).byteLength, rows), [doc, rows]);
  const toggle = (some: readonly Changing[]) => setWithout(toggled(without, some));

  const write = () => {
    try {
      undo.step(() => importIcs(doc, chosen, { by: me.id, at: now() }, CALENDAR_ORIGIN, CREATE_ORIGIN));
    } catch (error) {
      return showErrorToast(errorText(error));
    }
    offerUndo(t('import.done', { count: chosen.length }));
    onDone();
  };

  return (
    <div className={classes['fields']}>
      <p className={classes['body']}>
        {t('import.found', { name: reading.name || name, count: reading.events.length })}
      </p>
      <ImportRows what="new" rows={plan.fresh} without={without} onToggle={toggle} />
      <ImportRows what="changed" rows={plan.changed} without={without} onToggle={toggle} />
      {plan.same > 0 && <p className={classes['note']}>{t('import.same', { count: plan.same })}</p>}
      <Skipped reading={reading} />
      {!fits && <Notice tone="bad">{t('import.tooMuch')}</Notice>}
      <div className={classes['actions']}>
        <Button variant="subtle" color="gray" onClick={onBack}>
          {t('import.other')}
        </Button>
        {chosen.length === 0 ? (
          <Button onClick={onDone}>{common('close')}</Button>
        ) : (
          <Button variant="filled" disabled={!fits} onClick={write}>
            {t('import.write', { count: chosen.length })}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Told again when the calendar changes. */
function useRows({ events }: Props['reading']): readonly ImportRow[] {
  const { doc, calendar } = useCalendar();
  const rows = useMemo(
    () => rowsStore(doc, () => previewImport(calendar(), events)),
    [doc, calendar, events],
  );
  return useSyncExternalStore(rows.subscribe, rows.get);
}

function rowsStore(doc: Y.Doc, read: () => readonly ImportRow[]): Store<readonly ImportRow[]> {
  let rows: readonly ImportRow[] | null = null;
  return {
    get: () => (rows ??= read()),
    subscribe(listener) {
      const changed = () => {
        rows = null;
        listener();
      };
      doc.on('update', changed);
      return () => doc.off('update', changed);
    },
  };
}

function Skipped({ reading: { skipped } }: Pick<Props, 'reading'>) {
  const { t } = useTranslation('calendar-exchange');
  if (skipped.length === 0) return null;
  return (
    <details className={classes['troubles']}>
      <summary>{t('import.skipped', { count: skipped.length })}</summary>
      <ul className={classes['rows']}>
        {skipped.slice(0, MOST_SHOWN).map(({ code, line, title }) => (
          <li key={line} className={classes['problem']}>
            <span className={classes['what']}>{title || t('import.untitled')}</span>
            <span className={classes['note']}>{t(`skip.${code}`, { line })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Nobody reads more, and each is a line to draw. */
const MOST_SHOWN = 100;
