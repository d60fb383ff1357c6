import { useTranslation } from 'react-i18next';
import { lazyPart } from '../lazy-part.tsx';
import { useStore } from '../store.ts';
import { keyboardHelp } from './keyboard-help.ts';
import { Dialog } from '../../ui/Dialog.tsx';

/** The keys of all pages with their words: loaded when somebody asks. */
const KeySheet = lazyPart(() => import('./KeySheet.tsx'), {
  board: () => import('@clapper/locales/board'),
  calendar: () => import('@clapper/locales/calendar'),
  drawing: () => import('@clapper/locales/drawing'),
  plan: () => import('@clapper/locales/plan'),
  review: () => import('@clapper/locales/review'),
});

export default function KeyboardDialog() {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={useStore(keyboardHelp)}
      onClose={() => keyboardHelp.set(false)}
      title={t('keyboard.title')}
      size={760}
    >
      <KeySheet />
    </Dialog>
  );
}
