import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/store.ts';
import { cursorHidden, hideCursor } from './hide-my-cursor.ts';

export default function HideMyCursor() {
  const { t } = useTranslation('presence');
  return (
    <Switch
      size="sm"
      label={t('hideCursor')}
      checked={useStore(cursorHidden)}
      onChange={(event) => hideCursor(event.currentTarget.checked)}
    />
  );
}
