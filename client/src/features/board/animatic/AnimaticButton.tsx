import type { Shot } from '@clapper/documents';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../app/lazy-part.tsx';
import { usePageCommand } from '../../../app/page-commands.ts';
import { useDialogs } from '../../../ui/use-dialogs.ts';

const AnimaticDialog = lazyPart(() => import('./AnimaticDialog.tsx'), {
  animatic: () => import('@clapper/locales/animatic'),
});

/** Shows the board in time. What plays it comes when it is asked for. */
export function AnimaticButton({ shots }: { shots: readonly Shot[] }) {
  const { t } = useTranslation('board');
  const dialogs = useDialogs<'animatic'>();
  usePageCommand('board.animatic', shots.length === 0 ? null : () => dialogs.show('animatic'));
  const animatic = dialogs.of('animatic');
  return (
    <>
      <Tooltip label={t('animatic')}>
        <ActionIcon
          aria-label={t('animatic')}
          disabled={shots.length === 0}
          onClick={() => dialogs.show('animatic')}
        >
          <IconPlayerPlay size={18} />
        </ActionIcon>
      </Tooltip>
      {animatic !== null && <AnimaticDialog {...animatic} shots={shots} />}
    </>
  );
}
