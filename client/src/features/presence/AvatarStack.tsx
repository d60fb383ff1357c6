import { Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Avatar, type AvatarState } from './Avatar.tsx';
import classes from './Avatar.module.css';
import list from './AvatarStack.module.css';

export interface StackedPerson {
  id: string;
  name: string;
  state?: AvatarState;
  note?: string;
  guest?: boolean;
}

/** Three faces, then how many more: a click shows them all. Faces never overlap. */
export function AvatarStack({
  people,
  max = 3,
  size = 26,
}: {
  people: readonly StackedPerson[];
  max?: number;
  size?: 18 | 20 | 24 | 26;
}) {
  const { t } = useTranslation('people');
  if (people.length === 0) return null;
  const shown = people.length === max + 1 ? people : people.slice(0, max);
  const rest = people.length - shown.length;
  return (
    <div className={classes['stack']}>
      {shown.map((person) => (
        <Avatar key={person.id} size={size} {...person} />
      ))}
      {rest > 0 && (
        <Popover position="bottom-end" withinPortal trapFocus returnFocus>
          <Popover.Target>
            <button type="button" className={classes['more']} aria-label={t('more', { count: rest })}>
              +{rest}
            </button>
          </Popover.Target>
          <Popover.Dropdown>
            <ul className={list['list']}>
              {people.map((person) => (
                <li key={person.id} className={list['row']}>
                  <Avatar {...person} size={24} quiet />
                  <span>{person.name}</span>
                  {person.note !== undefined && <span className={list['note']}>{person.note}</span>}
                </li>
              ))}
            </ul>
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}
