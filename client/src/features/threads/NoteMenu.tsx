import { ActionIcon, Menu } from '@mantine/core';
import { hideNote, type Reply, type Thread } from '@clapper/documents';
import { IconDots, IconEyeOff, IconLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../ui/copy-text.ts';
import { showErrorToast, showToast } from '../../ui/toast.tsx';
import { FollowItems, type FollowItemsProps } from './FollowItems.tsx';
import { threadAddress } from './permalink.ts';
import { TALK_ORIGIN, type TalkSession } from './talk-session.tsx';

interface NoteMenuProps {
  session: TalkSession;
  note: Thread | Reply;
  thread: string;
  follow?: FollowItemsProps;
  onEdit?: () => void;
  onDelete?: () => void;
}

export function NoteMenu({ session, note, thread, follow, onEdit, onDelete }: NoteMenuProps) {
  const { t } = useTranslation('threads');
  const { doc, me, moderates } = session;
  const copyLink = async () => {
    const address = threadAddress(window.location, thread);
    if (await copyText(address)) showToast({ message: t('note.linkCopied') });
    else showErrorToast(t('note.linkFailed', { address }));
  };
  return (
    <Menu position="bottom-end" width={follow === undefined ? 200 : 270}>
      <Menu.Target>
        <ActionIcon size={24} aria-label={t('note.more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onEdit !== undefined && (
          <Menu.Item leftSection={<IconPencil size={17} />} onClick={onEdit}>
            {t('note.edit')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLink size={17} />} onClick={() => void copyLink()}>
          {t('note.copyLink')}
        </Menu.Item>
        {moderates && note.authorId !== me.id && (
          <Menu.Item
            leftSection={<IconEyeOff size={17} />}
            onClick={() => hideNote(doc, note.id, session.act(), TALK_ORIGIN)}
          >
            {t('note.hide')}
          </Menu.Item>
        )}
        {onDelete !== undefined && (
          <Menu.Item leftSection={<IconTrash size={17} />} onClick={onDelete}>
            {t('note.delete')}
          </Menu.Item>
        )}
        {follow !== undefined && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('follow.thread')}</Menu.Label>
            <FollowItems {...follow} />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
