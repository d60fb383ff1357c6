import { ActionIcon } from '@mantine/core';
import { IconShare2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../app/lazy-part.tsx';
import { useDialogs } from '../../../ui/use-dialogs.ts';

const ShareDialog = lazyPart(() => import('./ShareDialog.tsx'), {
  guest: () => import('@clapper/locales/guest'),
});

/** For who may let others in: links that open this video alone. */
export function ShareButton({ document, title }: { document: string; title: string }) {
  const { t } = useTranslation('review');
  const dialogs = useDialogs<'share'>();
  const share = dialogs.of('share');
  return (
    <>
      <ActionIcon aria-label={t('room.share')} title={t('room.share')} onClick={() => dialogs.show('share')}>
        <IconShare2 size={18} aria-hidden />
      </ActionIcon>
      {share !== null && <ShareDialog {...share} video={document.split('/').at(-1) ?? ''} title={title} />}
    </>
  );
}
