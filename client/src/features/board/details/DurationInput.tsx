import { formatDuration, parseDuration } from '@clapper/documents';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../session/use-language.ts';
import classes from './DurationInput.module.css';

interface DurationInputProps {
  value: number | null;
  label: string;
  /** Only what is a length, or nothing; only when it differs. */
  onCommit: (seconds: number | null) => void;
  onKey?: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus?: () => void;
  onBlur?: () => void;
  takesFocus?: boolean;
  disabled?: boolean;
  placeholder?: string;
  className?: string | undefined;
  id?: string;
}

/** A length as people write it. What is none stays as typed, with a sentence, and is not kept. */
export function DurationInput(props: DurationInputProps) {
  const { value, label, onCommit, onKey, onFocus, onBlur, takesFocus, disabled, placeholder, className, id } =
    props;
  const { t } = useTranslation('board');
  const language = useLanguage();
  const shown = value === null ? '' : formatDuration(value, language);
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus !== true) return;
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, [takesFocus]);

  /** False: it is no length. */
  const keep = (): boolean => {
    if (typed === null) return true;
    const text = typed.trim();
    const seconds = text === '' ? null : parseDuration(text);
    if (text !== '' && seconds === null) {
      setWrong(true);
      return false;
    }
    setTyped(null);
    setWrong(false);
    if (seconds !== value && text !== shown) onCommit(seconds);
    return true;
  };

  return (
    <span className={classes['place']}>
      <input
        ref={input}
        id={id}
        className={`${classes['input']} ${className ?? ''}`}
        value={typed ?? shown}
        aria-label={label}
        aria-invalid={wrong}
        inputMode="text"
        autoComplete="off"
        disabled={disabled}
        placeholder={placeholder}
        onFocus={onFocus}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
        onBlur={() => {
          // Left with something that is no length: what it was comes back.
          if (!keep()) {
            setTyped(null);
            setWrong(false);
          }
          onBlur?.();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'Escape') {
            setTyped(null);
            setWrong(false);
          } else if ((event.key === 'Enter' || event.key === 'Tab') && !keep()) {
            event.preventDefault();
            return;
          }
          onKey?.(event);
        }}
      />
      {wrong && (
        <span className={classes['wrong']} role="alert">
          {t('duration.wrong')}
        </span>
      )}
    </span>
  );
}
