import { useDraggable } from '@dnd-kit/core';
import type { Shot } from '@clapper/documents';
import { useComputedColorScheme } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { memo, type CSSProperties, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../../../app/store.ts';
import { personColor } from '../../presence/index.ts';
import type { ShotPerson } from '../people/shot-people.ts';
import { useBoard } from '../session/board-session.ts';
import type { CardField } from '../session/fields.ts';
import { CardBody } from './CardBody.tsx';
import { CardField as OpenField } from './CardField.tsx';
import { ShotPicture } from '../pictures/ShotPicture.tsx';
import classes from './ShotCard.module.css';

interface ShotCardProps {
  shot: Shot;
  /** Tab comes to the first card as long as no other has been looked at. */
  first: boolean;
  /** Behind it the stage ends. */
  last: boolean;
  fields: readonly CardField[];
  person: ShotPerson | null;
  assignee: string | null;
  names: ReadonlyMap<string, string>;
}

/** A shot as it hangs on the wall: picture first, then what one says about it. */
export const ShotCard = memo(function ShotCard({
  shot,
  first,
  last,
  fields,
  person,
  assignee,
  names,
}: ShotCardProps) {
  const { t } = useTranslation('board');
  const session = useBoard();
  const { id } = shot;
  const selected = usePart(session.selection, ({ ids }) => ids.includes(id));
  const focusable = usePart(session.selection, ({ focus }) => (focus === null ? first : focus === id));
  const editing = usePart(session.editing, (open) => (open?.id === id ? open.field : null));
  const moving = usePart(session.dragging, (drag) => drag?.ids.includes(id) ?? false);
  const drop = usePart(session.dragging, (drag) => {
    if (drag?.to?.stage !== shot.place.stage) return undefined;
    return drag.to.before === id ? 'before' : drag.to.before === null && last ? 'after' : undefined;
  });
  const { setNodeRef, listeners, attributes } = useDraggable({
    id,
    disabled: !session.writable || editing !== null,
  });
  const threads = usePart(session.openThreads, (open) => open.get(id) ?? 0);
  const unread = usePart(session.unread, (all) => all.get(id) ?? 0);
  const news = usePart(session.sourceNews, (all) => all.get(id) ?? null);
  const color = usePersonStyle(person);

  const click = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, button') !== null) return;
    session.select(id, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
  };
  const doubleClick = (event: MouseEvent) => {
    const part = event.target instanceof Element ? event.target.closest('[data-edit]') : null;
    const field = part?.getAttribute('data-edit');
    if (field === 'action' && session.takes.get().has(id)) return session.viewing.set(id);
    session.edit(id, field === 'duration' || field === 'action' ? field : 'title');
  };

  return (
    <div role="row" className={classes['row']} data-drop={drop}>
      {/* Its keys are those of the whole board: see useBoardKeys. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div
        ref={setNodeRef}
        {...listeners}
        role="gridcell"
        tabIndex={focusable ? 0 : -1}
        aria-selected={selected}
        aria-describedby={session.writable ? attributes['aria-describedby'] : undefined}
        className={classes['card']}
        data-shot={id}
        data-presence-id={`shot:${id}`}
        data-selected={selected || undefined}
        data-moving={moving || undefined}
        data-gone={shot.deleted !== null || undefined}
        data-person={person === null ? undefined : true}
        style={color}
        onClick={click}
        onDoubleClick={doubleClick}
      >
        <div className={classes['picture']} data-edit="action">
          <ShotPicture
            shot={shot}
            words={fields.includes('action') ? firstWords(shot.action) : ''}
            names={names}
          />
          {person !== null && (
            <span className={classes['flag']}>
              {person.field === null
                ? person.name
                : t('person.writing', { name: person.name, field: t(`writing.${person.field}`) })}
            </span>
          )}
          {selected && editing === null && (
            <span className={classes['check']} data-below={person === null ? undefined : true}>
              <IconCheck size={14} aria-hidden />
            </span>
          )}
          {editing !== null && editing !== 'title' && editing !== 'duration' && (
            <OpenField shot={shot} field={editing} />
          )}
        </div>
        <CardBody
          shot={shot}
          fields={fields}
          editing={editing}
          assignee={assignee}
          threads={threads}
          unread={unread}
          news={news}
        />
      </div>
    </div>
  );
});

/** As much as could be read on a frame; the whole stands in the details. */
const WORDS_ON_FRAME = 160;

function firstWords(action: string): string {
  const line = action.trim();
  return line.length <= WORDS_ON_FRAME ? line : line.slice(0, WORDS_ON_FRAME);
}

function usePersonStyle(person: ShotPerson | null): CSSProperties | undefined {
  const scheme = useComputedColorScheme('light');
  if (person === null) return undefined;
  const { color, on } = personColor(person.id, scheme);
  return { '--person': color, '--on-person': on } as CSSProperties;
}
