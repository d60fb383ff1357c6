import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { usePlane, type PresencePlane } from './plane.ts';
import { usePeopleHere } from './project-people.ts';

/** Who has not typed for so long thinks, or has gone. */
const TYPING_MS = 3_000;

/** Tells the others that one writes at a place: `typed` at each letter, `done` when it is sent or given up. */
export function useTyping(place: string): Typing {
  const plane = usePlane();
  const typing = useMemo(() => typingAt(plane, place), [plane, place]);
  useEffect(() => typing.done, [typing]);
  return typing;
}

interface Typing {
  typed(): void;
  done(): void;
}

function typingAt(plane: PresencePlane | null, place: string): Typing {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const done = () => {
    clearTimeout(timer);
    if (plane?.said().typing === place) plane.say({ typing: null });
  };
  return {
    done,
    typed() {
      clearTimeout(timer);
      plane?.say({ typing: place });
      timer = setTimeout(done, TYPING_MS);
    },
  };
}

/** “Ana is writing…”. Not read out: it comes and goes. */
export function WritingLine({ place, className }: { place: string; className: string | undefined }) {
  const { t } = useTranslation('presence');
  const { list } = useFormat();
  const names = usePeopleHere()
    .filter(({ typing }) => typing === place)
    .map(({ name }) => name);
  if (names.length === 0) return null;
  return <p className={className}>{t('writing', { count: names.length, names: list(names) })}</p>;
}
