import { NO_TAKES, shownTake, TAKE_LAYERS, type Shot, type TakeLayer } from '@clapper/documents';
import { Button, CloseButton, Modal, SegmentedControl } from '@mantine/core';
import {
  IconCamera,
  IconGridDots,
  IconLayersDifference,
  IconPencil,
  IconPhotoPlus,
} from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProjectHere } from '../../../app/project-context.tsx';
import { DrawingBarLazy, DrawingLazy, useDrawing, useDrawKey } from '../../drawing/index.ts';
import { focusShot } from '../grid/focus-shot.ts';
import { useBoard, usePart } from '../session/board-session.ts';
import { ComparePictures } from './ComparePictures.tsx';
import { FrameGuides } from './FrameGuides.tsx';
import { pickPictures } from './pick-pictures.ts';
import { TakeDetails } from './TakeDetails.tsx';
import { TakeStrip } from './TakeStrip.tsx';
import { useAddPictures } from './use-add-pictures.ts';
import { ZoomPicture } from './ZoomPicture.tsx';
import classes from './PictureViewer.module.css';

interface PictureViewerProps {
  shot: Shot;
  names: ReadonlyMap<string, string>;
  /** Of the film: what of a picture it would show. */
  aspect: number;
  guides: boolean;
  onGuides: (guides: boolean) => void;
  onClose: () => void;
}

/** All pictures of a shot, one of them large: looked at, compared, shown again. */
export default function PictureViewer({
  shot,
  names,
  aspect,
  guides,
  onGuides,
  onClose,
}: PictureViewerProps) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const takes = usePart(session.takes, (all) => all.get(shot.id)) ?? NO_TAKES;
  const [chosenLayer, setLayer] = useState<TakeLayer | null>(() => session.layer.get());
  const layer = chosenLayer ?? shownTake(takes)?.layer ?? 'lineart';
  const [chosen, choose] = useState<string | null>(null);
  const [comparing, compare] = useState(false);
  const stack = takes[layer];
  const take = stack.takes.find(({ id }) => id === chosen) ?? stack.current;
  const other =
    stack.takes.find(({ id }) => id !== take?.id && id === stack.current?.id) ??
    stack.takes.find(({ id }) => id !== take?.id);
  const addPictures = useAddPictures(session);
  const add = (pictures: readonly File[]) => {
    session.layer.set(layer);
    choose(null);
    addPictures(pictures, shot.id);
  };
  const close = () => {
    onClose();
    focusShot(shot.id);
  };
  const [drawing, draw] = useState(false);
  const drawn = useDrawing(useProjectHere()?.talk ?? null, take?.id ?? null, session.me);
  const canDraw = drawn !== null && drawn.writable && take !== null && !comparing;
  const beginDrawing = useCallback(() => draw(true), []);
  useDrawKey(canDraw && !drawing ? beginDrawing : null);
  const document = `${session.project}/board`;
  const title = t('viewer.title', { number: shot.number, title: shot.title || t('shot.untitled') });
  return (
    <Modal.Root opened onClose={close} fullScreen returnFocus={false} closeOnEscape={!drawing}>
      <Modal.Content className={classes['viewer']} aria-label={title}>
        <div className={classes['head']}>
          <Modal.Title className={classes['title']}>{title}</Modal.Title>
          <SegmentedControl
            aria-label={t('viewer.layer')}
            value={layer}
            onChange={(value) => {
              setLayer(TAKE_LAYERS.find((known) => known === value) ?? 'lineart');
              choose(null);
            }}
            data={TAKE_LAYERS.map((value) => ({ value, label: t(`field.${value}`) }))}
          />
          <span className={classes['space']} />
          {take !== null && !comparing && (
            <Button
              aria-pressed={guides}
              leftSection={<IconGridDots size={16} aria-hidden />}
              onClick={() => onGuides(!guides)}
            >
              {t('guides')}
            </Button>
          )}
          {canDraw && (
            <Button
              aria-pressed={drawing}
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => draw(!drawing)}
            >
              {t('viewer.draw')}
            </Button>
          )}
          {other !== undefined && (
            <Button
              aria-pressed={comparing}
              leftSection={<IconLayersDifference size={16} aria-hidden />}
              onClick={() => compare(!comparing)}
            >
              {t('viewer.compare')}
            </Button>
          )}
          {session.writable && (
            <>
              <Button
                className={classes['camera']}
                leftSection={<IconCamera size={16} aria-hidden />}
                onClick={() => pickPictures({ onPick: add, camera: true })}
              >
                {t('picture.camera')}
              </Button>
              <Button
                variant="filled"
                leftSection={<IconPhotoPlus size={16} aria-hidden />}
                onClick={() => pickPictures({ onPick: add })}
              >
                {t('picture.add')}
              </Button>
            </>
          )}
          <CloseButton aria-label={t('viewer.close')} onClick={close} />
        </div>
        <div className={classes['stage']}>
          {take === null ? (
            <p className={classes['nothing']}>{t('viewer.nothing')}</p>
          ) : comparing && other !== undefined ? (
            <ComparePictures document={document} left={other} right={take} />
          ) : (
            <ZoomPicture
              key={take.id}
              document={document}
              picture={take.picture}
              alt={t('picture.alt', { number: shot.number, take: take.number })}
              still={drawing}
            >
              {guides && <FrameGuides picture={take.picture.width / take.picture.height} frame={aspect} />}
              {drawn !== null && (
                <DrawingLazy
                  session={drawn}
                  aspect={take.picture.width / take.picture.height}
                  active={canDraw && drawing}
                  playing={false}
                  onLeave={() => draw(false)}
                />
              )}
            </ZoomPicture>
          )}
          {drawn !== null && canDraw && drawing && (
            <div className={classes['tools']}>
              <DrawingBarLazy session={drawn} plays={false} nameOf={(id) => names.get(id) ?? ''} />
            </div>
          )}
        </div>
        {take !== null && (
          <div className={classes['foot']}>
            <TakeStrip stack={stack} chosen={take.id} onChoose={choose} />
            <TakeDetails key={take.id} take={take} isShown={take.id === stack.current?.id} names={names} />
          </div>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
