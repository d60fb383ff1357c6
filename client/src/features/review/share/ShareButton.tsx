import { Button } from '@mantine/core';
import { IconShare2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../app/lazy-part.tsx';
import { useDialogs } from '../../../ui/use-dialogs.ts';

const ShareDialog = lazyPart(() => import('./ShareDialog.tsx'), {
  guest: () => import('@clapper/locales/guest'),
});

/** For who may let others in: links that open this video alone. */
export function ShareButton({
  document,
  title,
  className,
  words,
}: {
  document: string;
  title: string;
  /** Of the button and of what it says, as those beside it. */
  className: string;
  words: string;
}) {
  const { t } = useTranslation('review');
  const dialogs = useDialogs<'share'>();
  const share = dialogs.of('share');
  return (
    <>
      <Button
        size="xs"
        className={className}
        leftSection={<IconShare2 size={14} aria-hidden />}
        onClick={() => dialogs.show('share')}
      >
        <span className={words}>{t('room.share')}</span>
      </Button>
      {share !== null && <ShareDialog {...share} video={document.split('/').at(-1) ?? ''} title={title} />}
    </>
  );
}
