import { isPattern, NUMBER_LIMITS, NUMBERINGS } from '@clapper/documents';
import { Button, Popover, Radio, VisuallyHidden } from '@mantine/core';
import { IconLock, IconLockOpen2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ValueInput, type Reading } from '../details/ValueInput.tsx';
import { useBoard } from '../session/board-session.ts';
import type { BoardRead } from '../session/board-store.ts';
import classes from './Menus.module.css';

/** What a custom pattern begins with: it can be seen what its parts do. */
const FIRST_PATTERN = 'S{s}_{i:2}';
const STYLES = ['plain', 'letters', 'dashes', 'custom'] as const;

type Style = (typeof STYLES)[number];

/** How shots are numbered, and whether their numbers stay as they are from now on. */
export function NumberMenu({ board }: { board: BoardRead }) {
  const { t } = useTranslation('board');
  const { actions } = useBoard();
  const { numbering, locked } = board.settings;
  const known = STYLES.find((style) => style !== 'custom' && NUMBERINGS[style] === numbering) ?? 'custom';
  const isLocked = locked !== null;
  const label = t(isLocked ? 'numbers.locked' : 'numbers.label');
  const choose = (style: Style) =>
    actions.setNumbering(style === 'custom' ? FIRST_PATTERN : NUMBERINGS[style]);
  return (
    <Popover position="bottom-start" width={300} trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="subtle"
          className={classes['quiet']}
          data-on={isLocked || undefined}
          leftSection={
            isLocked ? <IconLock size={16} aria-hidden /> : <IconLockOpen2 size={16} aria-hidden />
          }
        >
          <span className={classes['word']} aria-hidden>
            {label}
          </span>
          <VisuallyHidden>{label}</VisuallyHidden>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['panel']} aria-label={t('numbers.label')}>
        <Radio.Group
          label={t('numbers.style')}
          value={known}
          onChange={(value) => choose(STYLES.find((style) => style === value) ?? 'plain')}
          className={classes['styles']}
        >
          {STYLES.map((style) => (
            <Radio key={style} value={style} label={t(`numbers.${style}`)} disabled={isLocked} />
          ))}
        </Radio.Group>
        {known === 'custom' && (
          <Pattern
            key={numbering}
            pattern={numbering}
            disabled={isLocked}
            onCommit={(pattern) => actions.setNumbering(pattern)}
          />
        )}
        <p className={classes['about']}>{t(isLocked ? 'numbers.aboutLocked' : 'numbers.about')}</p>
        <Button
          size="xs"
          leftSection={
            isLocked ? <IconLockOpen2 size={14} aria-hidden /> : <IconLock size={14} aria-hidden />
          }
          onClick={() => (isLocked ? actions.unlockNumbers() : actions.lockNumbers())}
        >
          {t(isLocked ? 'numbers.unlock' : 'numbers.lock')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

interface PatternProps {
  pattern: string;
  disabled: boolean;
  onCommit: (pattern: string) => void;
}

function Pattern({ pattern, disabled, onCommit }: PatternProps) {
  const { t } = useTranslation('board');
  const help = t('numbers.patternHelp');
  const read = (text: string): Reading<string> => {
    if (text.length > NUMBER_LIMITS.pattern)
      return { state: 'wrong', why: t('text.tooLong', { count: NUMBER_LIMITS.pattern }) };
    return isPattern(text) ? { state: 'value', value: text } : { state: 'unfinished', why: help };
  };
  return (
    <div className={classes['pattern']}>
      <ValueInput
        className={classes['patternInput']}
        label={t('numbers.pattern')}
        value={pattern}
        shown={pattern}
        read={read}
        disabled={disabled}
        onCommit={(value) => {
          if (value !== null) onCommit(value);
        }}
      />
      <p className={classes['about']}>{help}</p>
    </div>
  );
}
