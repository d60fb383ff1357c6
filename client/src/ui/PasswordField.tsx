import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PasswordField.module.css';

type Warning = 'none' | 'caps' | 'hangul';

const HANGUL = /[\p{Script=Hangul}]/u;

/** Says so when Caps Lock is on or the keyboard writes Hangul: a password shows neither. */
export function PasswordField({ onChange, ...props }: PasswordInputProps) {
  const { t } = useTranslation();
  const [warning, setWarning] = useState<Warning>('none');
  const [shown, setShown] = useState(false);
  const look = (event: KeyboardEvent<HTMLInputElement>) => setWarning(warningOf(event));
  return (
    <div>
      <PasswordInput
        {...props}
        visible={shown}
        onVisibilityChange={setShown}
        visibilityToggleButtonProps={{
          'aria-label': t(shown ? 'password.hide' : 'password.show'),
          tabIndex: 0,
        }}
        onChange={onChange}
        onKeyDown={look}
        onKeyUp={look}
        onBlur={() => setWarning('none')}
      />
      <div role="status">
        {warning !== 'none' && (
          <p className={classes['warning']}>
            <IconAlertTriangle size={14} aria-hidden />
            {t(`password.${warning}`)}
          </p>
        )}
      </div>
    </div>
  );
}

function warningOf(event: KeyboardEvent<HTMLInputElement>): Warning {
  // A letter's place on the keyboard that gives a Hangul letter, or a key that the input method took.
  const letter = event.code.startsWith('Key');
  if (letter && (HANGUL.test(event.key) || event.key === 'Process' || event.nativeEvent.isComposing))
    return 'hangul';
  if (HANGUL.test(event.currentTarget.value)) return 'hangul';
  return event.getModifierState('CapsLock') ? 'caps' : 'none';
}
