import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import type { ShotFacts } from '../page/use-shot-facts.ts';
import { countBlocks } from './count-blocks.ts';
import { readingMinutes } from './reading-time.ts';
import { useStageWords } from './use-stage-words.ts';
import { useStageText } from './use-stage-text.ts';
import classes from './StageSheet.module.css';

interface StageFootProps {
  fragment: Y.XmlFragment;
  edited: number | null;
  shots: ShotFacts | null;
}

/** How much is written, and what hangs on it. */
export function StageFoot({ fragment, edited, shots }: StageFootProps) {
  const { t } = useTranslation('plan');
  const text = useStageText(fragment);
  const { words, characters } = useMemo(() => countBlocks(text), [text]);
  const minutes = useMemo(() => readingMinutes(text), [text]);
  const said = useStageWords(edited, shots);
  return (
    <footer className={classes['foot']}>
      <span>{t('foot.words', { count: words })}</span>
      <span className={classes['more']}>{t('foot.characters', { count: characters })}</span>
      {words > 0 && (
        <span className={classes['more']}>
          {minutes < 1 ? t('foot.lessThanMinute') : t('foot.minutes', { count: minutes })}
        </span>
      )}
      <span className={classes['space']} />
      {said.shots !== null && <span>{said.shots}</span>}
      {said.edited !== null && <span>{said.edited}</span>}
    </footer>
  );
}
