import type { Shot } from '@clapper/documents';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../app/lazy-part.tsx';

const AnimaticDialog = lazyPart(() => import('./AnimaticDialog.tsx'), {
  animatic: () => import('@clapper/locales/animatic'),
});

/** Shows the board in time. What plays it comes when it is asked for. */
export function AnimaticButton({ shots }: { shots: readonly Shot[] }) {
  const { t } = useTranslation('board');
  const [opened, setOpened] = useState(false);
  // What was opened once stays, so that it can leave as it came.
  const [known, setKnown] = useState(false);
  return (
    <>
      <Tooltip label={t('animatic')}>
        <ActionIcon
          aria-label={t('animatic')}
          disabled={shots.length === 0}
          onClick={() => {
            setKnown(true);
            setOpened(true);
          }}
        >
          <IconPlayerPlay size={18} />
        </ActionIcon>
      </Tooltip>
      {known && <AnimaticDialog opened={opened} onClose={() => setOpened(false)} shots={shots} />}
    </>
  );
}
