import { readStages, stageContent, writtenBlocks } from '@clapper/documents';
import { projectDocument } from '@clapper/protocol';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useDevice } from '../../app/device-context.tsx';
import { useFormat } from '../../ui/format.ts';
import { Avatar } from '../presence/index.ts';
import type { HistoryProps } from './history-props.ts';
import { Unavailable } from './Unavailable.tsx';
import { usePersonName } from './use-person-name.ts';
import classes from './History.module.css';

/** Who wrote each paragraph of the plan, the stage one came from first. */
export function Authors({ kind, project, doc, about }: HistoryProps) {
  const { t } = useTranslation('history');
  const { list } = useFormat();
  const nameOf = usePersonName();
  const me = useDevice().user;
  const document = projectDocument(project, kind);
  const blame = useQuery({
    queryKey: ['blame', document],
    queryFn: () => api.blame(document),
    refetchOnMount: 'always',
  });
  const stages = useMemo(() => {
    if (blame.data === undefined) return null;
    const users = new Map(blame.data.clients.map(({ client_id, user_id }) => [client_id, user_id]));
    // What this tab has just typed may not have reached the server yet.
    const userOf = (clientId: number) => users.get(clientId) ?? (clientId === doc.clientID ? me.id : null);
    const read = readStages(doc).stages.map((stage) => {
      const page = stageContent(doc, stage.id);
      return { stage, blocks: page === null ? [] : writtenBlocks(page, userOf) };
    });
    return [
      ...read.filter(({ stage }) => stage.id === about),
      ...read.filter(({ stage }) => stage.id !== about),
    ];
  }, [blame.data, doc, me.id, about]);

  if (blame.error !== null && blame.data === undefined) {
    return <Unavailable error={blame.error} onAgain={() => void blame.refetch()} />;
  }
  if (stages === null) return null;
  const names = new Map([[me.id, me.name], ...blame.data!.users.map(({ id, name }) => [id, name] as const)]);
  const person = (user: string | null): string =>
    user === null ? t('authors.seed') : nameOf({ name: names.get(user) ?? '' });
  return (
    // It scrolls, and holds nothing that a key would reach: the arrows need it itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['authors']} role="region" aria-label={t('view.authors')} tabIndex={0}>
      <p className={classes['hint']}>{t('authors.about')}</p>
      {stages.every(({ blocks }) => blocks.length === 0) && (
        <p className={classes['hint']}>{t('authors.empty')}</p>
      )}
      {stages
        .filter(({ blocks }) => blocks.length > 0)
        .map(({ stage, blocks }) => (
          <section key={stage.id} aria-label={`${stage.number} ${stage.title}`}>
            <h3 className={classes['recordName']}>
              <span className={classes['recordNumber']}>{stage.number}</span>{' '}
              {[stage.label, stage.title].filter(Boolean).join(' ')}
            </h3>
            <ul className={classes['written']}>
              {blocks.map(({ node, within, text, authors }, index) => (
                <li key={index} className={classes['writtenBlock']}>
                  <p className={classes['line']} data-node={node} data-within={within}>
                    {text}
                  </p>
                  <p className={classes['writers']}>
                    {authors
                      .filter(({ user }) => user !== null)
                      .map(({ user }) => (
                        <Avatar key={user} id={user!} name={person(user)} size={18} quiet />
                      ))}
                    <span>{list(authors.map(({ user }) => person(user)))}</span>
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}
