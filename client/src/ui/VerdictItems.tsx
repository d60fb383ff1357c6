import { Menu } from '@mantine/core';
import type { Verdict } from '@clapper/documents';
import { IconArrowBackUp, IconCircleCheck, IconMessageExclamation } from '@tabler/icons-react';

interface VerdictItemsProps {
  /** What one says already; null: nothing. */
  mine: Verdict | null;
  words: { approve: string; ask: string; takeBack: string };
  onSay: (verdict: Verdict | null) => void;
}

/** What one may say of a stage or a cut that one does not say yet, as parts of a menu. */
export function VerdictItems({ mine, words, onSay }: VerdictItemsProps) {
  return (
    <>
      {mine !== 'approved' && (
        <Menu.Item leftSection={<IconCircleCheck size={17} aria-hidden />} onClick={() => onSay('approved')}>
          {words.approve}
        </Menu.Item>
      )}
      {mine !== 'changes' && (
        <Menu.Item
          leftSection={<IconMessageExclamation size={17} aria-hidden />}
          onClick={() => onSay('changes')}
        >
          {words.ask}
        </Menu.Item>
      )}
      {mine !== null && (
        <Menu.Item leftSection={<IconArrowBackUp size={17} aria-hidden />} onClick={() => onSay(null)}>
          {words.takeBack}
        </Menu.Item>
      )}
    </>
  );
}
