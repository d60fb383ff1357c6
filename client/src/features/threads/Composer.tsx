import { Button, Popover, Textarea } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/Kbd.tsx';
import {
  completeMention,
  membersFor,
  mentionQuery,
  mentionsIn,
  type Member,
  type MentionQuery,
} from './mentions.ts';
import { PeopleList } from './PeopleList.tsx';
import { Tells } from './Tells.tsx';
import classes from './Composer.module.css';

export interface Said {
  words: string;
  mentions: { user: string; name: string }[];
}

/** As it stands on keyboards, in every language. */
const SEND_KEY = 'Enter';

interface ComposerProps {
  label: string;
  placeholder: string;
  sendLabel: string;
  /** The longest there may be, in UTF-16 units. */
  max: number;
  members: readonly Member[];
  me: string;
  /** Who hears of it without being named; left out: a note is changed, and only who is called now hears; null: nobody ever does. */
  hearers?: Iterable<string> | null;
  words: string;
  onWords: (words: string) => void;
  onSend: (said: Said) => void;
  /** Escape, and a button. */
  onCancel?: () => void;
  /** It was opened to be written in. */
  takesFocus?: boolean;
  /** `data-testid` of the field and of its button. */
  testIds?: { field: string; send: string };
}

/** Where one writes a note: Enter sends, Shift+Enter breaks the line, @ offers the people of the project. */
export function Composer(composer: ComposerProps) {
  const { words, onWords, members, me, hearers, max, onSend, onCancel, ...props } = composer;
  const { t } = useTranslation('threads');
  const [focused, setFocused] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const mention = useMention(field, words, onWords, members);
  const said = words.trim();
  const tooLong = said.length - max;
  const send = () => {
    if (said !== '' && tooLong <= 0) onSend({ words: said, mentions: mentionsIn(said, members) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The Enter that ends a syllable sends nothing.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const done = focused && mention.onKey(event.key);
    if (done || (event.key === 'Enter' && !event.shiftKey)) event.preventDefault();
    if (event.key === 'Escape') event.stopPropagation();
    if (done) return;
    if (event.key === 'Escape') onCancel?.();
    if (event.key === 'Enter' && !event.shiftKey) send();
  };

  return (
    <div className={classes['composer']}>
      <Popover
        opened={focused && mention.people.length > 0}
        position="bottom-start"
        withRoles={false}
        trapFocus={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
      >
        <Popover.Target>
          <div className={classes['field']}>
            <Textarea
              ref={field}
              aria-label={props.label}
              {...(props.testIds === undefined ? {} : { 'data-testid': props.testIds.field })}
              placeholder={props.placeholder}
              value={words}
              autosize
              minRows={1}
              maxRows={10}
              // It was opened to be written in.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus={props.takesFocus ?? false}
              aria-autocomplete="list"
              aria-haspopup="listbox"
              {...(focused ? mention.aria : {})}
              error={tooLong > 0 ? t('composer.tooLong', { count: tooLong }) : undefined}
              onChange={(event) => {
                onWords(event.currentTarget.value);
                mention.look();
              }}
              onSelect={mention.look}
              onKeyDown={onKeyDown}
              onFocus={() => setFocused(true)}
              onBlur={() => setFocused(false)}
            />
            {words === '' && (
              <span className={classes['hint']} aria-hidden>
                <Kbd>{SEND_KEY}</Kbd>
              </span>
            )}
          </div>
        </Popover.Target>
        <Popover.Dropdown p={4}>
          <PeopleList
            id={mention.id}
            people={mention.people}
            current={mention.current}
            choose={mention.choose}
          />
        </Popover.Dropdown>
      </Popover>
      {words !== '' && hearers !== null && (
        <Tells
          words={said}
          members={members}
          me={me}
          hearers={hearers}
          isNaming={focused && mention.people.length > 0}
        />
      )}
      {(words !== '' || onCancel !== undefined) && (
        <div className={classes['actions']}>
          {onCancel !== undefined && (
            <Button size="xs" variant="subtle" color="gray" onClick={onCancel}>
              {t('composer.cancel')}
            </Button>
          )}
          <Button
            size="xs"
            variant="filled"
            {...(props.testIds === undefined ? {} : { 'data-testid': props.testIds.send })}
            leftSection={<IconArrowUp size={14} aria-hidden />}
            disabled={said === '' || tooLong > 0}
            onClick={send}
          >
            {props.sendLabel}
          </Button>
        </div>
      )}
    </div>
  );
}

/** As many names as are seen at once. */
const OFFERED = 6;

/** The list of people that an @ opens, and the keys that work in it. */
function useMention(
  field: RefObject<HTMLTextAreaElement | null>,
  words: string,
  onWords: (words: string) => void,
  members: readonly Member[],
) {
  const id = useId();
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [marked, setMarked] = useState(0);
  /** Where the caret goes once the completed text is drawn. */
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [field, words]);

  const people = query === null ? [] : membersFor(query.query, members).slice(0, OFFERED);
  const current = Math.min(marked, people.length - 1);
  const choose = (member: Member) => {
    if (query === null) return;
    const completed = completeMention(words, query, member.name);
    caret.current = completed.caret;
    onWords(completed.text);
    setQuery(null);
    field.current?.focus();
  };
  return {
    id,
    people,
    current,
    choose,
    aria: people.length === 0 ? {} : { 'aria-controls': id, 'aria-activedescendant': `${id}-${current}` },
    look() {
      const element = field.current;
      const here = element === null || element.selectionStart !== element.selectionEnd ? null : element;
      setQuery(here === null ? null : mentionQuery(here.value, here.selectionStart));
      setMarked(0);
    },
    /** Whether the key was for the list. */
    onKey(key: string): boolean {
      const member = people[current];
      if (member === undefined) return false;
      switch (key) {
        case 'ArrowDown':
          setMarked((current + 1) % people.length);
          return true;
        case 'ArrowUp':
          setMarked((current - 1 + people.length) % people.length);
          return true;
        case 'Enter':
        case 'Tab':
          choose(member);
          return true;
        case 'Escape':
          setQuery(null);
          return true;
        default:
          return false;
      }
    },
  };
}
