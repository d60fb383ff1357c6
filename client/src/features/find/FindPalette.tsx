import { CloseButton, Modal, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/device-context.tsx';
import { useProjectHere } from '../../app/project-here.ts';
import { useSignOut } from '../sync-status/use-sign-out.tsx';
import { FindList, optionId } from './FindList.tsx';
import { recentChoices, rememberChoice } from './recent.ts';
import type { Row } from './rows.ts';
import { readQuery } from './search/query.ts';
import { SearchIndex } from './search/search-index.ts';
import { useSections } from './use-sections.ts';
import classes from './FindPalette.module.css';

/** Opens anything and does anything: Ctrl/⌘ K. */
export default function FindPalette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('find');
  const { signOut, dialog } = useSignOut();
  const project = useProjectHere()?.id ?? null;
  // Kept while the palette is closed: what was read is found at once when it opens again.
  const index = useMemo(() => (project === null ? null : new SearchIndex()), [project]);
  return (
    <>
      <Modal.Root opened={opened} onClose={onClose} size={640} yOffset="12vh" padding={0} returnFocus={false}>
        <Modal.Overlay backgroundOpacity={0.36} color="#000" />
        <Modal.Content
          aria-label={t('title')}
          classNames={{ content: classes['content'] ?? '', inner: classes['inner'] ?? '' }}
          radius="md"
          data-find
        >
          <Modal.Body className={classes['body'] ?? ''}>
            <Palette index={index} project={project} onClose={onClose} signOut={signOut} />
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
      {dialog}
    </>
  );
}

interface PaletteProps {
  /** Null: outside of a project there is nothing to look through. */
  index: SearchIndex | null;
  project: string | null;
  onClose: () => void;
  signOut: () => void;
}

function Palette({ index, project, onClose, signOut }: PaletteProps) {
  const { t } = useTranslation('find');
  const me = useMe();
  const [text, setText] = useState('');
  const query = useMemo(() => readQuery(text), [text]);
  const place = project ?? 'home';
  const [recent] = useState(() => recentChoices(me.id, place));
  const { sections, complete } = useSections(index, query, recent, signOut);
  const rows = sections.flatMap((section) => section.rows);
  /** Which one Enter chooses; null: the first. What comes in above it does not take its place. */
  const [chosen, setChosen] = useState<string | null>(null);
  const active = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null;
  const list = useId();

  const choose = (row: Row) => {
    rememberChoice(me.id, place, row.id);
    onClose();
    row.choose();
  };
  const press = (event: KeyboardEvent) => {
    // The Enter that ends a composition belongs to the syllable, as do the arrows of an input method's list.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const move = MOVES[event.key];
    if (move !== undefined) {
      event.preventDefault();
      const at = active === null ? -1 : rows.indexOf(active);
      setChosen(rows.at((at + move) % rows.length)?.id ?? null);
    } else if (event.key === 'Enter' && active !== null) {
      event.preventDefault();
      choose(active);
    }
  };
  return (
    <>
      <div className={classes['head']}>
        <IconSearch size={18} aria-hidden className={classes['icon']} />
        <input
          className={classes['input']}
          role="combobox"
          aria-label={t('title')}
          aria-expanded
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active === null ? undefined : optionId(list, active.id)}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={100}
          data-autofocus
          placeholder={t(project === null ? 'placeholder.home' : 'placeholder')}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setChosen(null);
          }}
          onKeyDown={press}
        />
        <CloseButton aria-label={t('close')} onClick={onClose} />
      </div>
      <FindList id={list} sections={sections} active={active} onPoint={setChosen} onChoose={choose} />
      {rows.length === 0 && (
        <div className={classes['none']}>
          <p>{t('none', { query: text.trim() })}</p>
          <p>{t('none.hint')}</p>
        </div>
      )}
      {!complete && <div className={classes['partial']}>{t('partial')}</div>}
      <VisuallyHidden role="status" aria-live="polite">
        {query === null ? '' : t('count', { count: rows.length })}
      </VisuallyHidden>
    </>
  );
}

const MOVES: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };
