import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { atRest } from '../../app/at-rest.ts';
import { lazyPart } from '../../app/lazy-part.tsx';
import { MOD } from '../../ui/mod-key.ts';
import classes from './FindButton.module.css';

const FindPalette = lazyPart(() => import('./FindPalette.tsx'), {
  find: () => import('@clapper/locales/find'),
});

/** In the top bar of every page; its key works wherever one is. */
export function FindButton() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [wanted, setWanted] = useState(false);
  if (opened && !wanted) setWanted(true);
  const back = useRef<Element | null>(null);
  const open = () => {
    back.current = document.activeElement;
    setOpened(true);
  };
  const close = () => {
    setOpened(false);
    // The dialog would remember it only from its second opening on.
    if (back.current instanceof HTMLElement) back.current.focus({ preventScroll: true });
  };
  useFindKey(() => (opened ? close() : open()));
  // Fetched beside what is more urgent, so that it is there when the key is pressed, with or without a network.
  useEffect(() => void atRest().then(() => setWanted(true)), []);
  return (
    <>
      <button
        type="button"
        className={classes['button']}
        aria-label={t('nav.find')}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={open}
      >
        <IconSearch size={16} aria-hidden />
        <span className={classes['words']} aria-hidden>
          {t('nav.find')}
        </span>
        {/* Painted, so that the button is called by its words alone. */}
        <span className={classes['keys']} data-keys={`${MOD} K`} aria-hidden />
      </button>
      {wanted && <FindPalette opened={opened} onClose={close} />}
    </>
  );
}

function useFindKey(press: () => void): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      // In an editor with words selected the same key makes a link of them.
      if (event.defaultPrevented || event.isComposing || event.code !== 'KeyK') return;
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      const dialog = event.target instanceof Element ? event.target.closest('[aria-modal="true"]') : null;
      // A question that waits for an answer is not covered with another.
      if (dialog === null || dialog.hasAttribute('data-find')) latest.current();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
