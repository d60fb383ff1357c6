import { readBoard, type Shot } from '@clapper/documents';
import { Tooltip } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { Editor } from '@tiptap/core';
import {
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type AnchorHTMLAttributes,
  type Ref,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import { usePlan } from '../page/plan-session.ts';
import { useStages } from '../stage/use-stages.ts';
import { useAskedShot } from './use-asked-shot.ts';
import { placeShots, spread, type PlacedShot } from './shots-of-stage.ts';
import classes from './ShotMarks.module.css';

interface ShotMarksProps {
  editor: Editor;
  stage: string;
  scroller: RefObject<HTMLElement | null>;
}

interface Marks {
  placed: readonly PlacedShot[];
  tops: readonly number[];
  left: number;
}

const NOTHING: Marks = { placed: [], tops: [], left: 0 };

/** A mark and the room below it, before it and with a number of three digits. */
const MARK_HEIGHT = 26;
const MARK_GAP = 8;
const MARK_WIDTH = 34;

/** In the margin of a page: the shots that were made of its words, each a way to the board. */
export function ShotMarks({ editor, stage, scroller }: ShotMarksProps) {
  const { t } = useTranslation('spine');
  const { id: project } = useProject();
  const shots = useShotsOfStage(stage);
  const { placed, tops, left } = useMarks(editor, shots, scroller);
  const list = useRef<HTMLUListElement>(null);
  const asked = useAskedShot(
    list,
    placed.map(({ shot }) => shot.id),
  );
  if (placed.length === 0) return null;
  return (
    <ul ref={list} className={classes['marks']} aria-label={t('marks.label')}>
      {placed.map(({ shot, state }, index) => {
        const name = t('marks.shot', { number: shot.number, title: shot.title || t('shot.untitled') });
        const label = state === 'changed' ? `${name} · ${t('source.changed')}` : name;
        return (
          <li key={shot.id} className={classes['place']} style={{ top: tops[index], left }}>
            <Tooltip label={label}>
              <MarkLink
                to="/p/$project/board"
                params={{ project }}
                search={{ shot: shot.id }}
                aria-label={label}
                className={classes['mark']}
                data-asked={shot.id === asked || undefined}
                data-changed={state === 'changed' || undefined}
              >
                {shot.number}
              </MarkLink>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}

const MarkLink = createLink(function MarkLink({
  children,
  ...props
}: AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }) {
  return <a {...props}>{children}</a>;
});

const NONE: readonly Shot[] = [];

function useShotsOfStage(stage: string): readonly Shot[] {
  const { board } = useProject();
  const { doc } = usePlan();
  const stages = useStages(doc);
  const read = useCallback(
    (from: Parameters<typeof readBoard>[0]) =>
      readBoard(from, stages).shots.filter(({ source }) => source?.stage === stage),
    [stages, stage],
  );
  return useRead(board, read) ?? NONE;
}

function useMarks(editor: Editor, shots: readonly Shot[], scroller: RefObject<HTMLElement | null>): Marks {
  const { doc } = usePlan();
  const [marks, setMarks] = useState(NOTHING);
  const key = useMemo(
    () => shots.map(({ id, number, title, source }) => `${id} ${number} ${source?.hash} ${title}`).join(),
    [shots],
  );
  useLayoutEffect(() => {
    const box = scroller.current;
    if (shots.length === 0 || box === null) return setMarks(NOTHING);
    let frame = 0;
    const look = () => {
      frame = 0;
      if (editor.isDestroyed) return;
      const placed = placeShots(editor.view, doc, shots);
      const page = editor.view.dom;
      const { top, left } = box.getBoundingClientRect();
      const right = page.getBoundingClientRect().right;
      const padding = Number.parseFloat(getComputedStyle(page).paddingRight);
      setMarks({
        placed,
        tops: spread(
          placed.map((one) => Math.round(one.top - top + box.scrollTop)),
          MARK_HEIGHT,
        ),
        left: Math.round(Math.min(right - padding + MARK_GAP, right - MARK_WIDTH) - left),
      });
    };
    const ask = () => (frame ||= requestAnimationFrame(look));
    ask();
    const sizes = new ResizeObserver(ask);
    sizes.observe(editor.view.dom);
    editor.on('update', ask);
    // What somebody else writes comes without an update of this editor's own.
    doc.on('update', ask);
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      editor.off('update', ask);
      doc.off('update', ask);
    };
    // The shots by what is shown of them: they are read anew with every edit of the board.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [editor, doc, key, scroller]);
  return marks;
}
