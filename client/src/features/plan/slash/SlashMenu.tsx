import type { Editor } from '@tiptap/core';
import { posToDOMRect } from '@tiptap/core';
import {
  IconAlertTriangle,
  IconBulb,
  IconCode,
  IconH1,
  IconH2,
  IconH3,
  IconLayoutList,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconMessage2Plus,
  IconMinus,
  IconMovie,
  IconQuote,
  IconTable,
} from '@tabler/icons-react';
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../../app/store.ts';
import { keepCaret, useListener } from '../page/use-listener.ts';
import { useFloating } from '../editor/use-floating.ts';
import { filterSlash, insertSlash, SLASH_IDS, type SlashId, type SlashMatch } from './slash-items.ts';
import type { OpenSlash, SlashSession } from './slash-menu.ts';
import { shortTreatment } from './treatment.ts';
import classes from './SlashMenu.module.css';

const ICONS = {
  makeShot: IconMovie,
  heading1: IconH1,
  heading2: IconH2,
  heading3: IconH3,
  bulletList: IconList,
  orderedList: IconListNumbers,
  taskList: IconListCheck,
  quote: IconQuote,
  calloutNote: IconMessage2Plus,
  calloutWarning: IconAlertTriangle,
  calloutIdea: IconBulb,
  table: IconTable,
  divider: IconMinus,
  code: IconCode,
  treatment: IconLayoutList,
} as const satisfies Record<SlashId, unknown>;

/** What stands for the same thing in Markdown, where there is something. */
const SIGNS: Partial<Record<SlashId, string>> = {
  heading1: '#',
  heading2: '##',
  heading3: '###',
  bulletList: '-',
  orderedList: '1.',
  taskList: '[ ]',
  quote: '>',
  calloutNote: '!',
  divider: '---',
  code: '```',
};

interface SlashMenuProps {
  editor: Editor;
  session: SlashSession;
  /** Null: there are no shots to make. */
  makeShot: ((editor: Editor) => void) | null;
}

export function SlashMenu({ session, ...props }: SlashMenuProps) {
  const open = useStore(session.open);
  return open === null ? null : <OpenMenu key={open.from} {...props} session={session} open={open} />;
}

interface OpenMenuProps extends SlashMenuProps {
  open: OpenSlash;
}

function OpenMenu({ editor, session, makeShot, open }: OpenMenuProps) {
  const { t } = useTranslation('plan');
  const id = useId();
  const element = useRef<HTMLDivElement>(null);
  // Of an empty line there is no shot to make.
  const shots = makeShot !== null && hasOtherWords(editor, open);
  const entries = useMemo(
    () =>
      SLASH_IDS.filter((entry) => entry !== 'makeShot' || shots).map((entry) => ({
        id: entry,
        label: t(`slash.${entry}`),
        words: t(`slash.words.${entry}`),
      })),
    [t, shots],
  );
  const found = useMemo(() => filterSlash(entries, open.query), [entries, open.query]);
  const [active, setActive] = useState(0);
  const chosen = found[Math.min(active, found.length - 1)];
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

  const insert = (entry: SlashMatch) => {
    const now = session.open.get();
    if (now === null) return;
    if (entry.id !== 'makeShot') return insertSlash(editor, entry.id, now, shortTreatment(t));
    editor.chain().focus().deleteRange(now).run();
    makeShot?.(editor);
  };
  const onKey = (key: string): boolean => {
    if (chosen === undefined) return false;
    if (key === 'Enter' || key === 'Tab') insert(chosen);
    else setActive((found.indexOf(chosen) + (key === 'ArrowDown' ? 1 : -1) + found.length) % found.length);
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
      <div className={classes['label']} id={`${id}-label`}>
        {t('slash.label')}
      </div>
      {found.length === 0 && <div className={classes['none']}>{t('slash.none')}</div>}
      <div
        role="listbox"
        aria-labelledby={`${id}-label`}
        id={`${id}-list`}
        className={classes['list']}
        // It scrolls; and Tab does not come here: it inserts.
        tabIndex={0}
      >
        {found.map((entry) => (
          <Entry
            key={entry.id}
            id={`${id}-${entry.id}`}
            entry={entry}
            active={entry === chosen}
            onPick={() => insert(entry)}
            onPoint={() => setActive(found.indexOf(entry))}
          />
        ))}
      </div>
    </div>
  );
}

/** Whether more stands in the line than the slash and what was typed behind it. */
function hasOtherWords({ state }: Editor, { from, to }: OpenSlash): boolean {
  const line = state.doc.resolve(from);
  return [state.doc.textBetween(line.start(), from), state.doc.textBetween(to, line.end())].some(
    (words) => words.trim() !== '',
  );
}

interface EntryProps {
  id: string;
  entry: SlashMatch;
  active: boolean;
  onPick: () => void;
  onPoint: () => void;
}

function Entry({ id, entry, active, onPick, onPoint }: EntryProps) {
  const Icon = ICONS[entry.id];
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
      <Icon size={17} aria-hidden className={classes['icon']} />
      <span className={classes['name']}>
        {letters.slice(0, from).join('')}
        <b>{letters.slice(from, to).join('')}</b>
        {letters.slice(to).join('')}
      </span>
      {SIGNS[entry.id] !== undefined && (
        <span className={classes['sign']} aria-hidden>
          {SIGNS[entry.id]}
        </span>
      )}
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
