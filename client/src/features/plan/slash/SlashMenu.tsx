import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import {
  IconAlertTriangle,
  IconAt,
  IconBulb,
  IconCalendarEvent,
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
  IconPhoto,
  IconQuote,
  IconTable,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../../app/store.ts';
import { useFormat } from '../../../ui/format.ts';
import { useNextShootDay } from '../chips/use-days.ts';
import { InsertMenu, type MenuEntry, type MenuGroup } from './InsertMenu.tsx';
import { filterSlash, insertSlash, isProduction, SLASH_IDS, type SlashId } from './slash-items.ts';
import { askForDays, type OpenSlash, type SlashSession } from './slash-menu.ts';
import { shortTreatment } from './treatment.ts';

const ICONS = {
  makeShot: IconMovie,
  shot: IconPhoto,
  date: IconCalendarEvent,
  person: IconAt,
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

/** What can be typed for the same thing, in Markdown or here. */
const SIGNS: Partial<Record<SlashId, string>> = {
  shot: '#',
  person: '@',
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
  return open?.sign === '/' ? <OpenMenu key={open.from} {...props} session={session} open={open} /> : null;
}

interface OpenMenuProps extends SlashMenuProps {
  open: OpenSlash;
}

type Entry = MenuEntry & { id: SlashId };

function OpenMenu({ editor, session, makeShot, open }: OpenMenuProps) {
  const { t } = useTranslation(['insert', 'plan']);
  const { date } = useFormat();
  const shootDay = useNextShootDay();
  // Of an empty line there is no shot to make.
  const shots = makeShot !== null && hasOtherWords(editor, open);
  const entries = useMemo(
    () =>
      SLASH_IDS.filter((entry) => entry !== 'makeShot' || shots).map((entry) => ({
        id: entry,
        label: entry === 'makeShot' ? t('plan:slash.makeShot') : t(`slash.${entry}`),
        words: t(`slash.words.${entry}`),
      })),
    [t, shots],
  );
  const groups = useMemo(() => {
    const found = filterSlash(entries, open.query).map(({ id, label, typed }): Entry => {
      const Icon = ICONS[id];
      const aside = id === 'date' && shootDay !== null ? date(shootDay) : (SIGNS[id] ?? null);
      return { id, label, typed, aside, lead: <Icon size={17} aria-hidden /> };
    });
    const production = found.filter(({ id }) => isProduction(id));
    const blocks = found.filter(({ id }) => !isProduction(id));
    return [
      { id: 'production', title: t('group.production'), entries: production },
      { id: 'insert', title: t('group.insert'), entries: blocks },
    ].filter((group: MenuGroup<Entry>) => group.entries.length > 0);
  }, [entries, open.query, shootDay, date, t]);

  const insert = ({ id }: Entry) => {
    const now = session.open.get();
    if (now === null) return;
    switch (id) {
      case 'makeShot':
        editor.chain().focus().deleteRange(now).run();
        return makeShot?.(editor);
      case 'shot':
        return type(editor, '#', now);
      case 'person':
        return type(editor, '@', now);
      case 'date':
        return type(editor, '@', now, askForDays);
      default:
        insertSlash(editor, id, now, shortTreatment(t));
    }
  };
  return (
    <InsertMenu
      editor={editor}
      session={session}
      open={open}
      groups={groups}
      label={t('group.insert')}
      none={t('slash.none')}
      onPick={insert}
    />
  );
}

/** As if the sign had been typed instead of the slash: what it offers opens by itself. */
function type(
  { view, state }: Editor,
  sign: '#' | '@',
  { from, to }: OpenSlash,
  asked = (transaction: Transaction) => transaction,
): void {
  view.focus();
  view.dispatch(asked(state.tr.insertText(sign, from, to)));
}

/** Whether more stands in the line than the slash and what was typed behind it. */
function hasOtherWords({ state }: Editor, { from, to }: OpenSlash): boolean {
  const line = state.doc.resolve(from);
  return [state.doc.textBetween(line.start(), from), state.doc.textBetween(to, line.end())].some(
    (words) => words.trim() !== '',
  );
}
