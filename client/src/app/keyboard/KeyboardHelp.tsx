import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { addMessages } from '../i18n.ts';
import { createStore, useStore } from '../store.ts';

const opened = createStore(false);

export function openKeyboardHelp(): void {
  opened.set(true);
}

/** The keys of all pages with their words: loaded when somebody asks. */
const KeySheet = lazy(async () => {
  const [sheet, board, calendar, plan] = await Promise.all([
    import('./KeySheet.tsx'),
    import('@clapper/locales/board'),
    import('@clapper/locales/calendar'),
    import('@clapper/locales/plan'),
  ]);
  addMessages('board', board);
  addMessages('calendar', calendar);
  addMessages('plan', plan);
  return sheet;
});

/** `?` shows the keys. */
export function KeyboardHelp() {
  const { t } = useTranslation();
  return (
    <Modal
      opened={useStore(opened)}
      onClose={() => opened.set(false)}
      title={t('keyboard.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={760}
    >
      <Suspense fallback={null}>
        <KeySheet />
      </Suspense>
    </Modal>
  );
}
