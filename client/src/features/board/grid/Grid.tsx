import { useDeferredValue, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { DragArea } from '../drag/DragArea.tsx';
import type { ShotPerson } from '../people/shot-people.ts';
import { useBoard } from '../session/board-session.ts';
import type { Column } from '../session/columns.ts';
import type { CardField } from '../session/fields.ts';
import { selectNone } from '../session/selection.ts';
import { StageColumn } from './StageColumn.tsx';
import { useAnchor } from './use-anchor.ts';
import classes from './Grid.module.css';

interface GridProps {
  columns: readonly Column[];
  abreast: number;
  /** Cards side by side in a stage. */
  perStage: number;
  fields: readonly CardField[];
  people: ReadonlyMap<string, ShotPerson>;
  names: ReadonlyMap<string, string>;
  scroller: RefObject<HTMLDivElement | null>;
}

/** One column per stage, in the plan's order. */
export function Grid({ columns, abreast, perStage, fields, people, names, scroller }: GridProps) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const shown = useRef<HTMLDivElement>(null);
  const pressed = useRef<EventTarget>(null);
  useAnchor(scroller, columns);
  // The first screens are there at once; what lies below follows without holding up a key press.
  const whole = useDeferredValue(true, false);
  const first = columns.find(({ shots }) => shots.length > 0)?.shots[0]?.id ?? null;

  return (
    <DragArea columns={columns} perStage={perStage} area={shown}>
      {/* The keys that do the same are the page's: Escape selects nothing. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={shown}
        className={classes['grid']}
        style={{ gridTemplateColumns: `repeat(${abreast}, minmax(0, 1fr))` }}
        aria-label={t('grid.label')}
        role="group"
        onMouseDown={(event) => (pressed.current = event.target)}
        onClick={(event) => {
          // A press that began on a card and ended elsewhere was a drag: the browser clicks what holds both.
          if (onBackground(pressed.current) && onBackground(event.target))
            session.selection.set(selectNone(session.selection.get()));
        }}
      >
        {columns.map((column) => (
          <StageColumn
            key={column.stage.id}
            column={column}
            first={first}
            perStage={perStage}
            fields={fields}
            people={people}
            names={names}
            whole={whole}
          />
        ))}
      </div>
    </DragArea>
  );
}

function onBackground(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-shot], button, a') === null;
}
