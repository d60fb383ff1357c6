import { ActionIcon } from '@mantine/core';
import { IconShare2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../app/lazy-part.tsx';

const ShareDialog = lazyPart(() => import('./ShareDialog.tsx'), {
  guest: () => import('@clapper/locales/guest'),
});

/** For who may let others in: links that open this video alone. */
export function ShareButton({ document, title }: { document: string; title: string }) {
  const { t } = useTranslation('review');
  const [opened, setOpened] = useState(false);
  // What was opened once stays, so that it can leave as it came.
  const [known, setKnown] = useState(false);
  return (
    <>
      <ActionIcon
        aria-label={t('room.share')}
        title={t('room.share')}
        onClick={() => {
          setKnown(true);
          setOpened(true);
        }}
      >
        <IconShare2 size={18} aria-hidden />
      </ActionIcon>
      {known && (
        <ShareDialog
          opened={opened}
          onClose={() => setOpened(false)}
          video={document.split('/').at(-1) ?? ''}
          title={title}
        />
      )}
    </>
  );
}
