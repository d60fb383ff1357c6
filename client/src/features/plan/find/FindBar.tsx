import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconLetterCase, IconReplace, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../../app/store.ts';
import { showToast } from '../../../ui/toast.tsx';
import { useListener } from '../page/use-listener.ts';
import type { Finder } from './finder.ts';
import classes from './FindBar.module.css';

interface FindBarProps {
  finder: Finder;
  writable: boolean;
  /** Takes the focus back to the text. */
  back: () => void;
}

export function FindBar(props: FindBarProps) {
  const { open } = useStore(props.finder.state);
  return open ? <OpenFindBar {...props} /> : null;
}

/** Looks through all stages at once; Enter goes on, Shift+Enter back, Escape closes. */
function OpenFindBar({ finder, writable, back }: FindBarProps) {
  const { t } = useTranslation('plan');
  const { options, total, current, opened } = useStore(finder.state);
  const [replacing, setReplacing] = useState(false);
  const [replacement, setReplacement] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const bar = useRef<HTMLElement>(null);
  // Opened, or opened once more: the words are ready to be typed over.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [opened]);

  useListener(bar, 'keydown', (event) => {
    // The Enter or Escape that ends a syllable is not for us.
    if (event.isComposing || event.key !== 'Escape') return;
    event.stopPropagation();
    finder.close();
    back();
  });
  const replaceAll = () => {
    const count = finder.replaceAll(replacement);
    if (count > 0) showToast({ message: t('find.replaced', { count }) });
  };
  const count =
    total > 0 ? t('find.count', { current: current + 1, total }) : options.query === '' ? '' : t('find.none');
  return (
    <search className={classes['bar']} aria-label={t('find.label')} ref={bar}>
      <div className={classes['row']}>
        {writable && (
          <Tooltip label={t('find.showReplace')}>
            <ActionIcon
              aria-label={t('find.showReplace')}
              aria-expanded={replacing}
              data-on={replacing || undefined}
              className={classes['toggle']}
              onClick={() => setReplacing(!replacing)}
            >
              <IconReplace size={16} />
            </ActionIcon>
          </Tooltip>
        )}
        <TextInput
          ref={field}
          className={classes['field']}
          aria-label={t('find.query')}
          placeholder={t('find.query')}
          value={options.query}
          error={options.query !== '' && total === 0}
          onChange={(event) => finder.search({ query: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) finder.step(event.shiftKey ? -1 : 1);
          }}
        />
        <span className={classes['count']} role="status">
          {count}
        </span>
        <Tooltip label={t('find.case')}>
          <ActionIcon
            aria-label={t('find.case')}
            aria-pressed={options.matchCase}
            data-on={options.matchCase || undefined}
            className={classes['toggle']}
            onClick={() => finder.search({ matchCase: !options.matchCase })}
          >
            <IconLetterCase size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('find.previous')}>
          <ActionIcon aria-label={t('find.previous')} disabled={total === 0} onClick={() => finder.step(-1)}>
            <IconChevronUp size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('find.next')}>
          <ActionIcon aria-label={t('find.next')} disabled={total === 0} onClick={() => finder.step(1)}>
            <IconChevronDown size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('find.close')}>
          <ActionIcon
            aria-label={t('find.close')}
            onClick={() => {
              finder.close();
              back();
            }}
          >
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
      {replacing && (
        <div className={classes['row']}>
          <TextInput
            className={classes['field']}
            aria-label={t('find.replacement')}
            placeholder={t('find.replacement')}
            value={replacement}
            onChange={(event) => setReplacement(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) finder.replace(replacement);
            }}
          />
          <Button size="xs" disabled={total === 0} onClick={() => finder.replace(replacement)}>
            {t('find.replace')}
          </Button>
          <Button size="xs" disabled={total === 0} onClick={replaceAll}>
            {t('find.replaceAll')}
          </Button>
        </div>
      )}
    </search>
  );
}
