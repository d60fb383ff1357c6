import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import classes from './ValueInput.module.css';

/** What every field of one value is told, whatever the value is. */
export interface ValueInputProps<Value> {
  value: Value | null;
  label: string;
  /** Only what is a value, or nothing; only when it differs. */
  onCommit: (value: Value | null) => void;
  onKey?: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus?: () => void;
  onBlur?: () => void;
  takesFocus?: boolean;
  disabled?: boolean;
  placeholder?: string;
  className?: string | undefined;
}

/**
 * What typed text means. `unfinished`: no value yet, which is said only when somebody tries to keep it;
 * `wrong`: no value whatever is added, which is said at once.
 */
export type Reading<Value> =
  | { state: 'value'; value: Value | null }
  | { state: 'unfinished' | 'wrong'; why: string };

interface Meaning<Value> {
  shown: string;
  read: (text: string) => Reading<Value>;
}

/**
 * A value as people write it: kept on Enter, Tab and on leaving, taken back by Escape. What is none stays as
 * typed, with a sentence, and is not kept.
 */
export function ValueInput<Value>({
  value,
  label,
  shown,
  read,
  onCommit,
  onKey,
  onFocus,
  onBlur,
  takesFocus,
  disabled,
  placeholder,
  className,
}: ValueInputProps<Value> & Meaning<Value>) {
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus !== true) return;
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, [takesFocus]);

  const reading: Reading<Value> = typed === null ? { state: 'value', value } : read(typed.trim());
  const why = reading.state === 'wrong' || (reading.state === 'unfinished' && tried) ? reading.why : null;
  const take = (text: string | null) => {
    setTyped(text);
    setTried(false);
  };
  /** False: it is no value. */
  const keep = (): boolean => {
    if (reading.state !== 'value') {
      setTried(true);
      return false;
    }
    take(null);
    if (typed !== null && typed.trim() !== shown && reading.value !== value) onCommit(reading.value);
    return true;
  };

  return (
    <span className={classes['place']}>
      <input
        ref={input}
        className={`${classes['input']} ${className ?? ''}`}
        value={typed ?? shown}
        aria-label={label}
        aria-invalid={why !== null}
        autoComplete="off"
        disabled={disabled}
        placeholder={placeholder}
        onFocus={onFocus}
        onChange={(event) => take(event.currentTarget.value)}
        onBlur={() => {
          // Left with something that is no value: what it was comes back.
          if (!keep()) take(null);
          onBlur?.();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'Escape') {
            take(null);
          } else if ((event.key === 'Enter' || event.key === 'Tab') && !keep()) {
            event.preventDefault();
            return;
          }
          onKey?.(event);
        }}
      />
      {why !== null && (
        <span className={classes['wrong']} role="alert">
          {why}
        </span>
      )}
    </span>
  );
}
