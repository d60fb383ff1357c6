import type { Shot } from '@clapper/documents';
import { isImageType } from '@clapper/protocol';
import { Button, Checkbox } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { showUndoToast } from '../../../../ui/toast.tsx';
import exchange from '../../../../ui/exchange/Exchange.module.css';
import { useBoard } from '../../session/board-session.ts';
import { usePlacePictures } from '../use-add-pictures.ts';
import { PictureRowLine } from './PictureRowLine.tsx';
import { planPictures } from './plan-pictures.ts';
import classes from './ImportPictures.module.css';

/** Each is a line with a picture to be drawn; a folder of more is divided. */
const MOST = 200;

interface ImportPicturesProps {
  pictures: readonly File[];
  /** The shot they were dropped on; null: none. */
  from: string | null;
  shots: readonly Shot[];
  onClose: () => void;
}

/** Where many pictures would go; each may be left out or sent elsewhere, and only then they are written. */
export default function ImportPictures({ pictures, from, shots, onClose }: ImportPicturesProps) {
  const { t } = useTranslation('board-exchange');
  const { t: common } = useTranslation();
  const session = useBoard();
  const place = usePlacePictures(session);
  const files = useMemo(() => pictures.filter(({ type }) => isImageType(type)).slice(0, MOST), [pictures]);
  // As the board was when they came: what others do meanwhile moves no line under the hand.
  const [rows, setRows] = useState(() => {
    const targets = shots.map(({ id, number }) => ({
      id,
      number,
      hasPicture: session.takes.get().has(id),
    }));
    const names = files.map(({ name }) => name);
    return planPictures(names, targets, from);
  });
  const [without, setWithout] = useState<ReadonlySet<number>>(new Set());
  const choices = useMemo(() => {
    const here = shots.map(({ id, number, title }) => ({
      value: id,
      label: t('pictures.shot', { number, title }).trim(),
    }));
    return [{ value: NEW, label: t('pictures.new') }, ...here];
  }, [shots, t]);
  const chosen = rows.filter(({ key }) => !without.has(key));
  const count = chosen.length;
  const left = pictures.length - files.length;

  const toggle = (key: number) => {
    const next = new Set(without);
    if (!next.delete(key)) next.add(key);
    setWithout(next);
  };
  const write = () => {
    const here = new Set(shots.map(({ id }) => id));
    const placed = chosen.flatMap(({ key, shot }) => {
      const file = files[key];
      // Deleted meanwhile: its picture is on a new one rather than where nobody sees it.
      return file === undefined ? [] : [{ file, shot: shot !== null && here.has(shot) ? shot : null }];
    });
    onClose();
    void place?.(placed).then((refused) => {
      if (refused.length === placed.length) return;
      const { undo } = session;
      const depth = undo.depth();
      showUndoToast(
        t('pictures.done', { count: placed.length - refused.length }),
        () => undo.undo(),
        (over) => undo.onChange(() => undo.depth() !== depth && over()),
        <IconPhotoPlus size={16} aria-hidden />,
      );
    });
  };

  return (
    <Dialog opened onClose={onClose} title={t('pictures.title')} size={640}>
      <div className={exchange['fields']}>
        <Checkbox
          classNames={{ body: exchange['tick'] ?? '' }}
          label={t('pictures.found', { count: rows.length })}
          checked={without.size === 0 && rows.length > 0}
          indeterminate={without.size > 0 && count > 0}
          onChange={() => setWithout(new Set(without.size === 0 ? rows.map(({ key }) => key) : []))}
        />
        <ul className={classes['rows']}>
          {rows.map((row) => (
            <PictureRowLine
              key={row.key}
              file={files[row.key]!}
              taken={!without.has(row.key)}
              target={row.shot ?? NEW}
              choices={choices}
              onToggle={() => toggle(row.key)}
              onTarget={(target) =>
                setRows(
                  rows.map((one) =>
                    one.key === row.key ? { ...one, shot: target === NEW ? null : target } : one,
                  ),
                )
              }
            />
          ))}
        </ul>
        {left > 0 && <p className={exchange['note']}>{t('pictures.left', { count: left, most: MOST })}</p>}
        <div className={exchange['actions']}>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button variant="filled" disabled={count === 0 || place === null} onClick={write} data-autofocus>
            {t('pictures.write', { count })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

const NEW = 'new';
