import { readFeed } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { useProject } from '../../app/project-context.tsx';
import { useFormat } from '../../ui/format.ts';
import { entryLink } from '../activity/entry-link.ts';
import { missed } from '../activity/entries.ts';
import { awaySince, hereNow, readHere } from '../activity/last-here.ts';
import { useSentence } from '../activity/sentence.ts';
import { useKnown } from '../activity/use-known.ts';
import { Avatar } from '../presence/index.ts';
import classes from './Sheet.module.css';

const SHOWN = 6;

/** What others did while one was away; else the latest of what happened. */
export function Changes() {
  const { t } = useTranslation('overview');
  const { id: project } = useProject();
  const me = useMe();
  const { when } = useFormat();
  const known = useKnown();
  const sentence = useSentence(known);
  const entries = useRead(useDocument(projectDocument(project, 'feed')), readFeed);
  // As it was when the page was opened: it stays while one reads.
  const [since] = useState(() => awaySince(hereNow(readHere(me.id, project), Date.now()), Date.now()));
  const late = useMemo(() => missed(entries ?? [], since, me.id).missed, [entries, since, me.id]);
  const shown = (entries ?? []).filter(({ id }) => late.size === 0 || late.has(id)).slice(0, SHOWN);
  return (
    <>
      <h2 className={classes['name']}>
        {t(late.size > 0 ? 'changes.away' : 'changes.latest')}
        {late.size > 0 && <span className={classes['count']}>{late.size}</span>}
        <Link to="/p/$project/activity" params={{ project }} className={classes['all']}>
          {t('changes.all')}
        </Link>
      </h2>
      {shown.length === 0 ? (
        <p className={classes['nothing']}>{t('changes.nothing')}</p>
      ) : (
        <ul className={classes['sheet']}>
          {shown.map((entry) => {
            const link = entryLink(project, entry, known.anchors);
            return (
              <li key={entry.id} className={classes['row']}>
                <Avatar id={entry.user} name={entry.userName} size={24} quiet />
                {link === null ? (
                  <span className={classes['link']}>{sentence(entry)}</span>
                ) : (
                  <Link to={link} className={classes['link']}>
                    {sentence(entry)}
                  </Link>
                )}
                <time className={classes['when']} dateTime={new Date(entry.until).toISOString()}>
                  {when(entry.until)}
                </time>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
