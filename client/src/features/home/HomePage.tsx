import { Badge, Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { readInbox, unreadByProject, type HomeFacts } from '@clapper/documents';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Doc } from 'yjs';
import { PlainFrame } from '../../app/frame/PlainFrame.tsx';
import { useRead } from '../../app/device-context.tsx';
import { useHome } from '../../app/use-home.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorCard } from '../../ui/ErrorCard.tsx';
import { useFormat } from '../../ui/format.ts';
import { FramePicture } from '../../ui/FramePicture.tsx';
import { OfflineButton } from '../sync-status/OfflineButton.tsx';
import { usePageCommand } from '../../app/page-commands.ts';
import { CreateProjectDialog } from './CreateProjectDialog.tsx';
import { DemoButton } from './DemoButton.tsx';
import classes from './HomePage.module.css';

type Item = HomeFacts['projects'][number];

/** A list this long is searched, not read. */
const FILTER_FROM = 8;

export default function HomePage() {
  const { t } = useTranslation();
  const { state, projects } = useHome();
  const unread = useRead(state, readUnread);
  const [creating, { open, close }] = useDisclosure(false);
  usePageCommand('projects.add', open);
  const [wanted, setWanted] = useState('');
  const shown = (projects ?? []).filter(({ name }) => matches(name, wanted));

  return (
    <PlainFrame>
      <div className={classes['head']}>
        <h1 className={classes['title']}>{t('home.title')}</h1>
        {(projects?.length ?? 0) >= FILTER_FROM && (
          <TextInput
            className={classes['filter']}
            aria-label={t('home.filter')}
            placeholder={t('home.filter')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        {projects !== null && projects.length > 0 && (
          <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
            {t('home.new')}
          </Button>
        )}
      </div>
      {state.phase === 'failed' && projects === null && (
        <ErrorCard title={t('error.documentTitle')} onReload={() => window.location.reload()}>
          {t('error.pageBody')}
        </ErrorCard>
      )}
      {projects !== null && projects.length === 0 && (
        <EmptyState
          picture={<FramePicture picture="alley" />}
          action={
            <div className={classes['actions']}>
              <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
                {t('home.new')}
              </Button>
              <DemoButton>{t('home.demo')}</DemoButton>
            </div>
          }
        >
          {t('home.empty')}
        </EmptyState>
      )}
      {shown.length > 0 && (
        <ul className={classes['list']}>
          {shown.map((project) => (
            <ProjectRow key={project.id} project={project} unread={unread?.get(project.id) ?? 0} />
          ))}
        </ul>
      )}
      {shown.length === 0 && wanted !== '' && <p className={classes['none']}>{t('home.noMatch')}</p>}
      <CreateProjectDialog opened={creating} onClose={close} />
    </PlainFrame>
  );
}

function ProjectRow({ project, unread }: { project: Item; unread: number }) {
  const { t } = useTranslation();
  const { ago, date } = useFormat();
  return (
    <li className={classes['item']}>
      <Link to="/p/$project/plan" params={{ project: project.id }} className={classes['row']}>
        <span className={classes['picture']}>
          <FramePicture picture="alley" />
        </span>
        <span className={classes['name']}>
          {project.name}
          {unread > 0 && (
            <span className={classes['unread']} role="img" aria-label={t('home.unread', { count: unread })} />
          )}
        </span>
        {project.status !== 'active' && <Badge>{t(`home.${project.status}`)}</Badge>}
        {project.progress !== null && <ProgressBar percent={project.progress} />}
        <span className={classes['deadline']}>
          {project.deadline === null ? '' : t('home.deadline', { date: date(project.deadline) })}
        </span>
        <span className={classes['role']}>{t(`role.${project.role}`)}</span>
        <span className={classes['edited']}>{ago(project.updatedAt)}</span>
      </Link>
      <OfflineButton project={project.id} name={project.name} />
    </li>
  );
}

/** How far it is, in ink; the server reckons it, so that no document of the project has to be here. */
function ProgressBar({ percent }: { percent: number }) {
  const { t } = useTranslation();
  return (
    <span className={classes['progress']}>
      <span
        className={classes['bar']}
        role="progressbar"
        aria-label={t('home.progress')}
        aria-valuenow={percent}
      >
        <span className={classes['done']} style={{ width: `${percent}%` }} />
      </span>
      <span aria-hidden>{t('home.percent', { percent })}</span>
    </span>
  );
}

const readUnread = (doc: Doc) => unreadByProject(readInbox(doc));

/** Also by the letters in the middle, and however the Hangul was typed. */
function matches(name: string, wanted: string): boolean {
  const fold = (text: string) => text.normalize('NFC').toLocaleLowerCase().trim();
  return fold(name).includes(fold(wanted));
}
