import { Popover, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar, type AvatarState } from './Avatar.tsx';
import HideMyCursor from './HideMyCursor.tsx';
import avatar from './Avatar.module.css';
import classes from './PeopleStack.module.css';

export interface PersonHere {
  id: string;
  name: string;
  /** Came through a link. */
  guest: boolean;
  state: AvatarState;
  /** Where they are, as words; may be empty. */
  where: string;
  canFollow: boolean;
}

interface PeopleStackProps {
  people: readonly PersonHere[];
  onFollow: (id: string) => void;
}

const FACES = 3;

/** Three faces, then how many more. A press on one goes where they go. */
export function PeopleStack({ people, onFollow }: PeopleStackProps) {
  const { t } = useTranslation('presence');
  const [opened, setOpened] = useState(false);
  if (people.length === 0) return null;
  const rest = people.length - FACES;
  return (
    <div className={avatar['stack']} data-follow-keep>
      {people.slice(0, FACES).map((person) => (
        <Face key={person.id} person={person} onFollow={onFollow} />
      ))}
      {rest > 0 && (
        <Popover
          position="bottom-end"
          withinPortal
          trapFocus
          returnFocus
          opened={opened}
          onChange={setOpened}
        >
          <Popover.Target>
            <button
              type="button"
              className={avatar['more']}
              aria-label={t('more', { count: rest })}
              onClick={() => setOpened(!opened)}
            >
              +{rest}
            </button>
          </Popover.Target>
          <Popover.Dropdown data-follow-keep>
            <ul className={classes['list']}>
              {people.map((person) => (
                <li key={person.id}>
                  <button
                    type="button"
                    className={classes['row']}
                    disabled={!person.canFollow}
                    aria-pressed={person.state === 'following'}
                    onClick={() => {
                      setOpened(false);
                      onFollow(person.id);
                    }}
                  >
                    <Avatar
                      id={person.id}
                      name={person.name}
                      state={person.state}
                      guest={person.guest}
                      size={24}
                      quiet
                    />
                    <span>{person.name}</span>
                    <span className={classes['where']}>{person.where}</span>
                  </button>
                </li>
              ))}
            </ul>
            <div className={classes['foot']}>
              <HideMyCursor />
            </div>
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

function Face({ person, onFollow }: { person: PersonHere; onFollow: (id: string) => void }) {
  const { t } = useTranslation('presence');
  const { id, name, guest, state, where, canFollow } = person;
  if (!canFollow) return <Avatar id={id} name={name} state={state} guest={guest} note={where} />;
  return (
    <Tooltip label={where === '' ? name : `${name} · ${where}`}>
      <button
        type="button"
        className={classes['face']}
        aria-label={where === '' ? t('follow.who', { name }) : t('follow', { name, where })}
        aria-pressed={state === 'following'}
        data-person={id}
        onClick={() => onFollow(id)}
      >
        <Avatar id={id} name={name} state={state} guest={guest} quiet />
      </button>
    </Tooltip>
  );
}
