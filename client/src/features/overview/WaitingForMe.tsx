import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProject } from '../../app/project-context.tsx';
import { useLines } from './use-lines.tsx';
import { waitingFor, type Production } from './waiting.ts';
import classes from './Sheet.module.css';

/** More than a screen of it is no help. */
const SHOWN = 8;

export function WaitingForMe({ production }: { production: Production }) {
  const { t } = useTranslation('overview');
  const all = waitingFor(production);
  const { id: project } = useProject();
  const lineOf = useLines(production);
  return (
    <>
      <h2 className={classes['name']}>
        {t('waiting.title')}
        {all.length > 0 && <span className={classes['count']}>{all.length}</span>}
      </h2>
      {all.length === 0 ? (
        <p className={classes['nothing']}>{t('waiting.nothing')}</p>
      ) : (
        <ul className={classes['sheet']}>
          {all.slice(0, SHOWN).map((waiting) => {
            const line = lineOf(waiting);
            const { key, icon, words, search } = line;
            return (
              <li key={key} className={classes['row']}>
                <span className={classes['icon']}>{icon}</span>
                {line.page === 'review' ? (
                  <Link
                    to="/p/$project/review/$video"
                    params={{ project, video: line.video }}
                    search={search}
                    className={classes['link']}
                  >
                    {words}
                  </Link>
                ) : (
                  <Link
                    to={`/p/$project/${line.page}`}
                    params={{ project }}
                    search={search}
                    className={classes['link']}
                  >
                    {words}
                  </Link>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
