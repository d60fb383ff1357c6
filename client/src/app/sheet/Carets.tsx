import { useComputedColorScheme } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { personColor, type AvatarState } from '../../features/presence/index.ts';
import classes from './Sheet.module.css';

interface Somebody {
  id: string;
  name: string;
  state: AvatarState;
  guest?: boolean;
}

/** Ids whose colours are those of the pictures. */
export const PEOPLE: readonly Somebody[] = [
  { id: 'person-1', name: '박도윤', state: 'here' },
  { id: 'person-3', name: 'Yuna Choi', state: 'idle' },
  { id: 'person-11', name: '이서진', state: 'following' },
  { id: 'person-4', name: '김하늘', state: 'lastSeen' },
  { id: 'person-13', name: 'Marco Silva', state: 'notYet' },
  { id: 'person-6', name: '정민호', state: 'here', guest: true },
];

const [DOYUN, , SEOJIN, HANEUL] = PEOPLE;
export { DOYUN };

/** As the editor draws them: here, and last seen. */
export function Carets() {
  const { t } = useTranslation('sheet');
  return (
    <p className={classes['carets']}>
      {t('people.line1')}
      <Caret id={SEOJIN?.id ?? ''} words={SEOJIN?.name ?? ''} />
      {t('people.line2')}
      <Caret id={HANEUL?.id ?? ''} words={`${HANEUL?.name ?? ''} · 09:24`} gone />
    </p>
  );
}

function Caret({ id, words, gone = false }: { id: string; words: string; gone?: boolean }) {
  const { color, on } = personColor(id, useComputedColorScheme('light'));
  const style = { '--person': color, '--on-person': on } as CSSProperties;
  return (
    <span className="plan-caret" style={style} data-fresh={!gone || undefined} data-gone={gone || undefined}>
      <span className="plan-caret-name">{words}</span>
    </span>
  );
}
