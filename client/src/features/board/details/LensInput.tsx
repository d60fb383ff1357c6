import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DurationInput.module.css';

interface LensInputProps {
  value: string | null;
  label: string;
  /** Most characters. */
  limit: number;
  onCommit: (lens: string | null) => void;
  onKey?: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus?: () => void;
  onBlur?: () => void;
  takesFocus?: boolean;
  disabled?: boolean;
  placeholder?: string;
  className?: string | undefined;
}

/** A lens as one says it; kept on Enter and on leaving, taken back by Escape. */
export function LensInput(props: LensInputProps) {
  const {
    value,
    label,
    limit,
    onCommit,
    onKey,
    onFocus,
    onBlur,
    takesFocus,
    disabled,
    placeholder,
    className,
  } = props;
  const { t } = useTranslation('board');
  const [typed, setTyped] = useState<string | null>(null);
  const tooLong = (typed?.length ?? 0) > limit;
  const keep = () => {
    const lens = typed?.trim() || null;
    setTyped(null);
    if (typed !== null && !tooLong && lens !== value) onCommit(lens);
  };
  return (
    <span className={classes['place']}>
      <input
        className={`${classes['input']} ${className ?? ''}`}
        // A cell or field that was just opened to be written in.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={takesFocus}
        value={typed ?? value ?? ''}
        aria-label={label}
        aria-invalid={tooLong}
        autoComplete="off"
        disabled={disabled}
        placeholder={placeholder}
        onFocus={onFocus}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => {
          keep();
          onBlur?.();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'Escape') setTyped(null);
          else if (event.key === 'Enter' || event.key === 'Tab') {
            if (tooLong) {
              event.preventDefault();
              return;
            }
            keep();
          }
          onKey?.(event);
        }}
      />
      {tooLong && (
        <span className={classes['wrong']} role="alert">
          {t('text.tooLong', { count: limit })}
        </span>
      )}
    </span>
  );
}
