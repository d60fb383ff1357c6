import { ActionIcon, Button, FileButton, Menu, TextInput } from '@mantine/core';
import {
  addVideo,
  deleteVideo,
  moveVideo,
  renameVideo,
  restoreVideo,
  VIDEO_LIMITS,
  type Video,
} from '@clapper/documents/review';
import { projectDocument, VIDEO_TYPES } from '@clapper/protocol';
import { IconDots, IconMovie, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Doc } from 'yjs';
import { useDevice } from '../../../app/device-context.tsx';
import { usePageCommand } from '../../../app/page-commands.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Form } from '../../../ui/Form.tsx';
import { useFormat } from '../../../ui/format.ts';
import { PageColumn, PageHead } from '../../../ui/PageHead.tsx';
import { showToast } from '../../../ui/toast.tsx';
import { useFiles } from '../../files/files-context.ts';
import { addCutOf, REVIEW_ORIGIN } from '../room/add-cut.ts';
import { useTakesVideo } from '../room/use-takes-video.ts';
import classes from './VideoList.module.css';

/** Long enough to see that it was the wrong one. */
const UNDO_MS = 8_000;

interface VideoListProps {
  project: string;
  doc: Doc;
  videos: readonly Video[];
  writable: boolean;
}

/** Every video with its place among the others. */
export function VideoList({ project, doc, videos, writable }: VideoListProps) {
  const { t } = useTranslation('review');
  const { when } = useFormat();
  const add = useAddVideo(project, doc);
  const [renamed, setRenamed] = useState<{ id: string; title: string } | null>(null);
  const device = useDevice();
  const chooses = useRef<HTMLButtonElement>(null);
  const button =
    writable && add !== null ? (
      <FileButton accept={VIDEO_TYPES.join(',')} onChange={(file) => file !== null && void add(file)}>
        {(props) => (
          <Button {...props} ref={chooses} variant="filled" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('list.add')}
          </Button>
        )}
      </FileButton>
    ) : null;
  // A browser opens its list of files only soon after a key or a click: where the page came too late for that, the
  // button has the focus.
  const choose = () => {
    chooses.current?.focus();
    chooses.current?.click();
  };
  usePageCommand('review.add', button === null ? null : choose);
  const remove = ({ id, title }: Video) => {
    deleteVideo(doc, id, { by: device.user.id, at: device.serverTime() }, REVIEW_ORIGIN);
    showToast({
      message: t('list.deleted', { title }),
      action: { label: t('list.undo'), run: () => restoreVideo(doc, id, REVIEW_ORIGIN) },
      stayMs: UNDO_MS,
    });
  };
  return (
    <PageColumn>
      <PageHead title={t('title')}>{videos.length > 0 && button}</PageHead>
      {videos.length === 0 && (
        <EmptyState action={button}>{t(writable ? 'list.empty' : 'list.emptyReader')}</EmptyState>
      )}
      <ul className={classes['list']}>
        {videos.map((video, index) => (
          <li key={video.id} className={classes['row']}>
            {renamed?.id === video.id ? (
              <Form
                className={classes['renaming']}
                onSubmit={() => {
                  const title = renamed.title.trim();
                  if (title !== '') renameVideo(doc, video.id, title, REVIEW_ORIGIN);
                  setRenamed(null);
                }}
              >
                <TextInput
                  aria-label={t('list.name')}
                  value={renamed.title}
                  maxLength={VIDEO_LIMITS.title}
                  // It was asked for to be typed in.
                  // oxlint-disable-next-line jsx-a11y/no-autofocus
                  autoFocus
                  onChange={(event) => setRenamed({ id: video.id, title: event.currentTarget.value })}
                  onKeyDown={(event) => event.key === 'Escape' && setRenamed(null)}
                />
                <Button type="submit">{t('list.save')}</Button>
              </Form>
            ) : (
              <Link
                to="/p/$project/review/$video"
                params={{ project, video: video.id }}
                className={classes['link']}
              >
                <IconMovie size={20} aria-hidden />
                <span className={classes['title']}>{video.title}</span>
                <span className={classes['when']}>{t('list.added', { when: when(video.createdAt) })}</span>
              </Link>
            )}
            {writable && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon aria-label={t('list.rename', { title: video.title })}>
                    <IconDots size={18} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setRenamed({ id: video.id, title: video.title })}>
                    {t('list.rename', { title: video.title })}
                  </Menu.Item>
                  <Menu.Item
                    disabled={index === 0}
                    onClick={() => moveVideo(doc, video.id, videos[index - 1]?.id ?? null, REVIEW_ORIGIN)}
                  >
                    {t('list.up', { title: video.title })}
                  </Menu.Item>
                  <Menu.Item
                    disabled={index === videos.length - 1}
                    onClick={() => moveVideo(doc, video.id, videos[index + 2]?.id ?? null, REVIEW_ORIGIN)}
                  >
                    {t('list.down', { title: video.title })}
                  </Menu.Item>
                  <Menu.Item color="red" onClick={() => remove(video)}>
                    {t('list.delete', { title: video.title })}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </li>
        ))}
      </ul>
    </PageColumn>
  );
}

/** Makes a video of a file, with its first cut, and goes there; null while the files of this device are opened. */
function useAddVideo(project: string, doc: Doc): ((file: File) => Promise<void>) | null {
  const { t } = useTranslation('review');
  const device = useDevice();
  const files = useFiles();
  const navigate = useNavigate();
  const takes = useTakesVideo();
  if (files === null) return null;
  return async (file) => {
    if (!(await takes(file))) return;
    const act = () => ({ by: device.user.id, at: device.serverTime() });
    const title = file.name
      .normalize('NFC')
      .replace(/\.[^.]+$/, '')
      .slice(0, VIDEO_LIMITS.title);
    const id = addVideo(doc, { title, ...act() }, REVIEW_ORIGIN);
    const document = projectDocument(project, 'review', id);
    const handle = device.open(document);
    try {
      const ready = await handle.ready();
      if (ready === undefined) return;
      const added = await addCutOf({ doc: ready.doc, document, files }, file, act);
      if (typeof added === 'object')
        await navigate({ to: '/p/$project/review/$video', params: { project, video: id } });
      else showToast({ message: t('list.notAdded') });
    } finally {
      handle.close();
    }
  };
}
