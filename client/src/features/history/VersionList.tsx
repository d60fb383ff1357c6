import type { ApiVersion } from '@clapper/protocol';
import { UnstyledButton } from '@mantine/core';
import { IconBookmark, IconClock, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { Avatar } from '../presence/index.ts';
import { byDay } from './days.ts';
import { usePersonName } from './use-person-name.ts';
import classes from './History.module.css';

/** Faces shown in a row; the names stand beside them. */
const FACES = 3;

interface VersionListProps {
  /** Undefined: they are on their way. */
  versions: readonly ApiVersion[] | undefined;
  chosen: string | null;
  onChoose: (version: string) => void;
}

/** By day: when, what it is called, and who wrote since the one before. */
export function VersionList({ versions, chosen, onChoose }: VersionListProps) {
  const { t } = useTranslation('history');
  const { date } = useFormat();
  const [now] = useState(() => Date.now());
  if (versions === undefined) return null;
  if (versions.length === 0) return <p className={classes['hint']}>{t('empty')}</p>;
  return (
    <div className={classes['list']} role="group" aria-label={t('list')}>
      {byDay(versions, now).map((day) => (
        <section key={day.key} aria-labelledby={`history-${day.key}`}>
          <h3 className={classes['day']} id={`history-${day.key}`}>
            {day.ago === 0 ? t('today') : day.ago === 1 ? t('yesterday') : date(day.at)}
          </h3>
          <ul className={classes['rows']}>
            {day.versions.map((version) => (
              <li key={version.id}>
                <VersionRow
                  version={version}
                  chosen={version.id === chosen}
                  onChoose={() => onChoose(version.id)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function VersionRow({
  version,
  chosen,
  onChoose,
}: {
  version: ApiVersion;
  chosen: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation('history');
  const { clock, list } = useFormat();
  const nameOf = usePersonName();
  const { name, reason, authors } = version;
  const automatic = t(reason === 'restore' ? 'reason.restore' : 'reason.settled');
  const Icon = name !== null ? IconBookmark : reason === 'restore' ? IconRestore : IconClock;
  return (
    <UnstyledButton
      className={classes['row'] ?? ''}
      aria-current={chosen ? 'true' : undefined}
      data-named={name !== null || undefined}
      onClick={onChoose}
    >
      <Icon size={17} className={classes['rowIcon']} aria-hidden />
      <span className={classes['rowWords']}>
        <span className={classes['rowName']}>{name ?? automatic}</span>
        <span className={classes['rowFacts']}>
          <span>{clock(Date.parse(version.created_at))}</span>
          <span aria-hidden>·</span>
          <span className={classes['rowPeople']}>
            {authors.length === 0 ? t('author.none') : list(authors.map(nameOf))}
          </span>
        </span>
      </span>
      <span className={classes['faces']}>
        {authors.slice(0, FACES).map((author) => (
          <Avatar key={author.id} id={author.id} name={nameOf(author)} size={20} quiet />
        ))}
      </span>
    </UnstyledButton>
  );
}
