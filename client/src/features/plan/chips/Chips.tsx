import { ownChipWords, readBoard, type Chip, type Shot } from '@clapper/documents';
import { useRouter } from '@tanstack/react-router';
import { useLayoutEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { useRead } from '../../../app/device-context.tsx';
import { useProject } from '../../../app/project-context.tsx';
import { useFormat } from '../../../ui/format.ts';
import { usePlan } from '../page/plan-session.ts';
import { useStages } from '../stage/use-stages.ts';
import type { ChipBook, ChipLook } from './chip-book.ts';

/** A shot as a chip shows it. */
type ShownShot = Pick<Shot, 'number' | 'title'> & { gone: boolean };

/** Keeps the page's chips saying what their targets are called. Draws nothing itself. */
export default function Chips() {
  const { chips } = usePlan();
  const book = useChipBook();
  useLayoutEffect(() => chips.set(book), [chips, book]);
  return null;
}

function useChipBook(): ChipBook {
  const { t } = useTranslation('insert');
  const { id: project, info, members } = useProject();
  const router = useRouter();
  const format = useFormat();
  const shots = useShownShots();
  const people = info === null ? null : members;
  return useMemo(() => {
    const where = (chip: Chip) => {
      const params = { project };
      switch (chip.type) {
        case 'shot':
          return { to: '/p/$project/board', params, search: { shot: chip.shot } } as const;
        case 'person':
          return { to: '/p/$project/members', params, search: {} } as const;
        case 'date':
          return { to: '/p/$project/calendar', params, search: { day: chip.date } } as const;
        default:
          return chip satisfies never;
      }
    };
    const look = (chip: Chip): ChipLook => {
      const leads = { gone: false, href: router.buildLocation(where(chip)).href };
      switch (chip.type) {
        case 'shot': {
          const shot = shots?.get(chip.shot);
          const title = (shot?.title ?? chip.name) || t('chips.untitled');
          if (shots !== null && shot?.gone !== false)
            return { ...GONE, sign: '#', name: title, label: t('chip.shotGone', { title }) };
          const number = shot?.number ?? '';
          return { ...leads, sign: `#${number}`, name: title, label: t('chip.shot', { number, title }) };
        }
        case 'person': {
          const member = people?.find(({ id }) => id === chip.person);
          const name = (member?.name ?? chip.name) || t('chip.someone');
          return people !== null && member === undefined
            ? { ...GONE, sign: '@', name, label: t('chip.personGone', { name }) }
            : { ...leads, sign: '@', name, label: t('chip.person', { name }) };
        }
        case 'date': {
          const date = format.date(chip.date);
          return { ...leads, sign: '', name: date, label: t('chip.date', { date }) };
        }
        default:
          return chip satisfies never;
      }
    };
    return {
      look,
      open(chip) {
        if (look(chip).href === null) return;
        void router.navigate({ ...where(chip), state: (before) => ({ ...before, asked: Date.now() }) });
      },
      words(chip) {
        // A day is written as everywhere: whoever is sent the words may read another language.
        if (chip.type === 'date') return ownChipWords(chip);
        const { sign, name } = look(chip);
        return /\d$/.test(sign) ? `${sign} ${name}` : `${sign}${name}`;
      },
    };
  }, [t, project, router, format, shots, people]);
}

const GONE = { gone: true, href: null } as const;

/** Null: the board is not here. The same until what is shown of a shot changes. */
function useShownShots(): ReadonlyMap<string, ShownShot> | null {
  const { board } = useProject();
  const { doc } = usePlan();
  const stages = useStages(doc);
  const read = useMemo(() => shotsReader(stages), [stages]);
  return useRead(board, read);
}

function shotsReader(stages: readonly { id: string }[]): (board: Y.Doc) => ReadonlyMap<string, ShownShot> {
  let before: ReadonlyMap<string, ShownShot> = new Map();
  return (board) => {
    const now = shownShots(board, stages);
    if (!sameShots(before, now)) before = now;
    return before;
  };
}

function shownShots(board: Y.Doc, stages: readonly { id: string }[]): ReadonlyMap<string, ShownShot> {
  const { shots, deleted } = readBoard(board, stages);
  return new Map(
    [...shots, ...deleted].map(({ id, number, title, deleted: gone }) => [
      id,
      { number, title, gone: gone !== null },
    ]),
  );
}

function sameShots(before: ReadonlyMap<string, ShownShot>, after: ReadonlyMap<string, ShownShot>): boolean {
  if (before.size !== after.size) return false;
  for (const [id, shot] of after) {
    const was = before.get(id);
    if (was?.number !== shot.number || was.title !== shot.title || was.gone !== shot.gone) return false;
  }
  return true;
}
