import { useTranslation } from 'react-i18next';
import { Avatar } from '../presence/index.ts';
import type { Member } from './mentions.ts';
import classes from './Composer.module.css';

interface PeopleListProps {
  id: string;
  people: readonly Member[];
  current: number;
  choose: (member: Member) => void;
}

/** Who may be written to. The focus stays in the text: what is marked is said by `aria-activedescendant`. */
export function PeopleList({ id, people, current, choose }: PeopleListProps) {
  const { t } = useTranslation('threads');
  return (
    <div role="listbox" id={id} aria-label={t('composer.people')}>
      {people.map((member, index) => (
        // Keys are the text field's.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={member.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === current}
          className={classes['person']}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(member)}
        >
          <Avatar id={member.id} name={member.name} size={20} quiet />
          <span>{member.name}</span>
        </div>
      ))}
    </div>
  );
}
