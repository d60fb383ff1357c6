import { NO_TAKES, shownTake, type Shot, type Take, type TakeLayer } from '@clapper/documents';
import { Modal } from '@mantine/core';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { useProjectHere } from '../../../app/project-here.ts';
import { DrawingBarLazy, DrawingLazy, useDrawing, useDrawKey } from '../../drawing/index.ts';
import { focusShot } from '../grid/focus-shot.ts';
import { useBoard } from '../session/board-session.ts';
import { ComparePictures } from './ComparePictures.tsx';
import { FrameGuides } from './FrameGuides.tsx';
import { Pins } from './talk/Pins.tsx';
import { PictureTalkPanelLazy } from './talk/PictureTalkLazy.tsx';
import { usePictureTalk } from './talk/use-picture-talk.ts';
import { TakeDetails } from './TakeDetails.tsx';
import { TakeStrip } from './TakeStrip.tsx';
import { useAddPictures } from './use-add-pictures.ts';
import { useViewerKeys } from './use-viewer-keys.ts';
import { ViewerHead } from './ViewerHead.tsx';
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

/** All pictures of a shot, one of them large: looked at, compared, talked about, shown again. */
export default function PictureViewer(props: PictureViewerProps) {
  const { shot, names, aspect, guides, onGuides, onClose } = props;
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
  const close = useCallback(() => {
    onClose();
    focusShot(shot.id);
  }, [onClose, shot.id]);
  const look = useCallback((picture: Take) => {
    setLayer(picture.layer);
    choose(picture.id);
    compare(false);
  }, []);
  const talk = usePictureTalk(shot.id, takes, take, look);
  const talkButton = useRef<HTMLButtonElement>(null);
  const [drawing, draw] = useState(false);
  const drawn = useDrawing(useProjectHere()?.talk ?? null, take?.id ?? null, session.me);
  const alone = take !== null && !comparing;
  const canDraw = drawn !== null && drawn.writable && alone;
  const canPlace = talk !== null && talk.session.writable && alone && !drawing;
  const beginDrawing = useCallback(() => draw(true), []);
  useDrawKey(canDraw && !drawing ? beginDrawing : null);
  useViewerKeys({
    close: drawing ? null : close,
    place: canPlace ? () => talk.place(!talk.placing) : null,
  });
  const document = `${session.project}/board`;
  const title = t('viewer.title', { number: shot.number, title: shot.title || t('shot.untitled') });
  return (
    <Modal.Root opened onClose={close} fullScreen returnFocus={false} closeOnEscape={false}>
      <Modal.Content className={classes['viewer']} data-talking={talk?.shown || undefined} aria-label={title}>
        <ViewerHead
          title={title}
          layer={layer}
          onLayer={(value) => {
            setLayer(value);
            choose(null);
          }}
          guides={alone ? { on: guides, set: onGuides } : null}
          drawing={
            canDraw
              ? {
                  on: drawing,
                  set(on) {
                    talk?.place(false);
                    draw(on);
                  },
                }
              : null
          }
          comparing={other === undefined ? null : { on: comparing, set: compare }}
          placing={canPlace ? { on: talk.placing, set: talk.place } : null}
          talking={
            talk === null || take === null
              ? null
              : {
                  on: talk.shown,
                  set: talk.show,
                  count: talk.threads.filter(({ thread }) => thread.resolved === null).length,
                }
          }
          talkButton={talkButton}
          onAdd={session.writable ? add : null}
          onClose={close}
        />
        <div className={classes['middle']}>
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
                still={drawing || (talk?.placing ?? false)}
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
                {talk !== null && !drawing && <Pins talk={talk} take={take.id} />}
              </ZoomPicture>
            )}
            {drawn !== null && canDraw && drawing && (
              <div className={classes['tools']}>
                <DrawingBarLazy session={drawn} plays={false} nameOf={(id) => names.get(id) ?? ''} />
              </div>
            )}
          </div>
          {talk !== null && take !== null && talk.shown && (
            <PictureTalkPanelLazy
              talk={talk}
              shot={shot}
              takes={takes}
              take={take}
              look={look}
              onClose={() => {
                talk.show(false);
                talkButton.current?.focus();
              }}
            />
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
