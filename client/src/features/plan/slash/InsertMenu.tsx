import { posToDOMRect, type Editor } from '@tiptap/core';
import {
  Fragment,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { useFloating } from '../editor/use-floating.ts';
import { keepCaret, useListener } from '../page/use-listener.ts';
import type { OpenSlash, SlashSession } from './slash-menu.ts';
import classes from './InsertMenu.module.css';

export interface MenuEntry {
  id: string;
  /** In front: an icon, a number, a face. */
  lead: ReactNode;
  label: string;
  /** The letters of the label that were typed. */
  typed: { from: number; to: number } | null;
  /** At the end, quieter. */
  aside: string | null;
}

export interface MenuGroup<Entry extends MenuEntry> {
  id: string;
  title: string;
  entries: readonly Entry[];
}

interface InsertMenuProps<Entry extends MenuEntry> {
  editor: Editor;
  session: SlashSession;
  open: OpenSlash;
  /** None of them is empty. */
  groups: readonly MenuGroup<Entry>[];
  label: string;
  /** Said when there is nothing to choose; null: then the menu is not there. */
  none: string | null;
  onPick: (entry: Entry) => void;
}

/** What is offered where something is being typed: the caret stays in the words, the keys come here. */
export function InsertMenu<Entry extends MenuEntry>(props: InsertMenuProps<Entry>) {
  const empty = props.groups.length === 0;
  return empty && props.none === null ? null : <Menu {...props} />;
}

function Menu<Entry extends MenuEntry>(props: InsertMenuProps<Entry>) {
  const { editor, session, open, groups, label, none, onPick } = props;
  const id = useId();
  const element = useRef<HTMLDivElement>(null);
  const entries = groups.flatMap((group) => group.entries);
  const [active, setActive] = useState(0);
  const chosen = entries[Math.min(active, entries.length - 1)];
  const { from } = open;
  const anchor = useCallback(() => posToDOMRect(editor.view, from, from), [editor, from]);
  const place = useFloating({
    editor,
    scroller: useEditorBox(editor),
    element,
    anchor,
    prefer: 'below',
    shown: true,
  });
  const onKey = (key: string): boolean => {
    if (chosen === undefined) return false;
    if (key === 'Enter' || key === 'Tab') onPick(chosen);
    else if (key !== 'Escape') {
      const step = key === 'ArrowDown' ? 1 : -1;
      setActive((entries.indexOf(chosen) + step + entries.length) % entries.length);
    }
    return true;
  };
  useLayoutEffect(() => session.listen(onKey));
  useListener(element, 'mousedown', keepCaret);
  useEffect(() => setActive(0), [open.query]);
  useEffect(() => {
    element.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  useActiveDescendant(editor, chosen === undefined ? null : `${id}-${chosen.id}`, `${id}-list`);

  return (
    <div
      ref={element}
      className={classes['menu']}
      style={
        place === null ? { visibility: 'hidden', left: 0, top: 0 } : { left: place.left, top: place.top }
      }
    >
      {entries.length === 0 && <div className={classes['none']}>{none}</div>}
      <div
        role="listbox"
        aria-label={label}
        id={`${id}-list`}
        className={classes['list']}
        // It scrolls; and Tab does not come here: it inserts.
        tabIndex={0}
      >
        {groups.map((group, index) => (
          <Fragment key={group.id}>
            {index > 0 && <div className={classes['line']} role="presentation" />}
            <div role="group" aria-labelledby={`${id}-${group.id}`}>
              <div className={classes['label']} id={`${id}-${group.id}`} role="presentation">
                {group.title}
              </div>
              {group.entries.map((entry) => (
                <Row
                  key={entry.id}
                  id={`${id}-${entry.id}`}
                  entry={entry}
                  active={entry === chosen}
                  onPick={() => onPick(entry)}
                  onPoint={() => setActive(entries.indexOf(entry))}
                />
              ))}
            </div>
          </Fragment>
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  id: string;
  entry: MenuEntry;
  active: boolean;
  onPick: () => void;
  onPoint: () => void;
}

function Row({ id, entry, active, onPick, onPoint }: RowProps) {
  const letters = [...entry.label];
  const { from, to } = entry.typed ?? { from: 0, to: 0 };
  return (
    // Keys reach it through the editor, which keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="option"
      aria-selected={active}
      className={classes['entry']}
      onClick={onPick}
      onMouseMove={onPoint}
    >
      <span className={classes['lead']}>{entry.lead}</span>
      <span className={classes['name']}>
        {letters.slice(0, from).join('')}
        <b>{letters.slice(from, to).join('')}</b>
        {letters.slice(to).join('')}
      </span>
      {entry.aside !== null && <span className={classes['aside']}>{entry.aside}</span>}
    </div>
  );
}

/** The editor's own scroller: a menu whose line is scrolled away hides. */
function useEditorBox(editor: Editor): { current: HTMLElement | null } {
  return useMemo(() => ({ current: editor.view.dom.closest<HTMLElement>('[data-scroller]') }), [editor]);
}

/** The focus stays in the text; this tells what Enter would insert. */
function useActiveDescendant(editor: Editor, active: string | null, list: string): void {
  useEffect(() => {
    const { dom } = editor.view;
    dom.setAttribute('aria-controls', list);
    if (active === null) dom.removeAttribute('aria-activedescendant');
    else dom.setAttribute('aria-activedescendant', active);
    return () => {
      dom.removeAttribute('aria-controls');
      dom.removeAttribute('aria-activedescendant');
    };
  }, [editor, active, list]);
}
