import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../app/errors.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useFormat } from '../../ui/format.ts';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { admin, type AdminProject } from './admin.ts';
import { Pages } from './Pages.tsx';
import classes from './AdminPage.module.css';

export function Projects() {
  const { t } = useTranslation('admin');
  const [removing, setRemoving] = useState<AdminProject | null>(null);
  const read = async (after: string | null) => {
    const { projects, next } = await admin.projects(after);
    return { rows: projects, next };
  };
  return (
    <>
      <Pages name="projects" title={t('projects')} read={read}>
        {(project) => <Project key={project.id} project={project} onRemove={() => setRemoving(project)} />}
      </Pages>
      <RemoveDialog project={removing} onClose={() => setRemoving(null)} />
    </>
  );
}

function Project({ project, onRemove }: { project: AdminProject; onRemove: () => void }) {
  const { t } = useTranslation('admin');
  const { date, bytes } = useFormat();
  const facts = [
    t('projects.by', { name: project.creator.name }),
    t('projects.members', { count: project.members }),
    bytes(project.bytes),
    t('projects.changed', { date: date(Date.parse(project.updated_at)) }),
  ];
  return (
    <div className={classes['row']}>
      <span className={classes['who']}>
        <span>{project.name}</span>
        <span className={classes['detail']}>{facts.join(' · ')}</span>
      </span>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        aria-label={t('projects.removeLabel', { name: project.name })}
        onClick={onRemove}
      >
        {t('projects.remove')}
      </Button>
    </div>
  );
}

function RemoveDialog({ project, onClose }: { project: AdminProject | null; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ id }: AdminProject) => admin.remove(id),
    onSuccess: (_, { name }) => showToast({ message: t('projects.removed', { name }) }),
    onError: (error) => showErrorToast(errorText(error)),
    onSettled: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['admin'] });
    },
  });
  return (
    <ConfirmDialog
      opened={project !== null}
      onClose={onClose}
      title={t('projects.removeTitle', { name: project?.name ?? '' })}
      body={t('projects.removeBody')}
      confirm={t('projects.removeSubmit')}
      pending={remove.isPending}
      onConfirm={() => {
        if (project !== null) remove.mutate(project);
      }}
    />
  );
}
