import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { IconExternalLink, IconLinkOff, IconPencil } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toHref } from './links.ts';
import classes from './Bubble.module.css';

interface LinkFieldProps {
  editor: Editor;
  href: string | null;
  editing: boolean;
  setEditing: (editing: boolean) => void;
}

/** Where a link goes, and the field to change it. */
export function LinkField({ editor, href, editing, setEditing }: LinkFieldProps) {
  const { t } = useTranslation('plan');
  const [typed, setTyped] = useState(href ?? '');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The person asked for this field a moment ago.
  useEffect(() => {
    if (!editing) return;
    field.current?.focus();
    field.current?.select();
  }, [editing]);
  const done = () => {
    setEditing(false);
    editor.commands.focus();
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    setEditing(false);
  };
  const apply = () => {
    if (typed.trim() === '') return remove();
    const address = toHref(typed);
    if (address === null) return setWrong(true);
    editor.chain().focus().extendMarkRange('link').setLink({ href: address }).run();
    setEditing(false);
  };

  if (!editing) {
    return (
      <>
        <a
          className={classes['address']}
          href={href ?? ''}
          target="_blank"
          rel="noopener noreferrer nofollow"
        >
          {href}
        </a>
        <Tool label={t('link.open')} onClick={() => window.open(href ?? '', '_blank', 'noopener,noreferrer')}>
          <IconExternalLink size={17} />
        </Tool>
        <Tool label={t('link.edit')} onClick={() => setEditing(true)}>
          <IconPencil size={17} />
        </Tool>
        <Tool label={t('link.remove')} onClick={remove}>
          <IconLinkOff size={17} />
        </Tool>
      </>
    );
  }
  return (
    <>
      <TextInput
        className={classes['field']}
        ref={field}
        size="xs"
        type="url"
        inputMode="url"
        autoComplete="off"
        aria-label={t('link.address')}
        placeholder={t('link.placeholder')}
        value={typed}
        error={wrong ? t('link.invalid') : false}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') {
            event.preventDefault();
            apply();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            done();
          }
        }}
      />
      <Button size="xs" onClick={apply}>
        {t('link.apply')}
      </Button>
      {href !== null && (
        <Tool label={t('link.remove')} onClick={remove}>
          <IconLinkOff size={17} />
        </Tool>
      )}
    </>
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} className={classes['tool']} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
