import { Select, TagsInput } from '@mantine/core';
import { NOTE_LIMITS, NOTE_PRIORITIES, setNote, type VideoNote } from '@clapper/documents/review';
import { useTranslation } from 'react-i18next';
import { REVIEW_ORIGIN } from './add-cut.ts';
import { DueInput } from './DueInput.tsx';
import type { RoomSession } from './room-session.ts';
import { Dialog } from '../../../ui/Dialog.tsx';

interface NoteDetailsProps {
  session: RoomSession;
  note: VideoNote;
  onClose: () => void;
}

/** Who sees to a note, by when, how much it matters, and by which words it is found: written as it is chosen. */
export function NoteDetails({ session, note, onClose }: NoteDetailsProps) {
  const { t } = useTranslation('review');
  const { doc, members } = session;
  const used = [...new Set(session.notes.flatMap((one) => one.note.tags))].toSorted();
  const tidy = (tags: readonly string[]) => [
    ...new Set(tags.map((tag) => tag.trim().slice(0, NOTE_LIMITS.tag).trim()).filter((tag) => tag !== '')),
  ];
  return (
    <Dialog opened onClose={onClose} title={t('details.title')}>
      <Select
        label={t('details.assignee')}
        placeholder={t('details.nobody')}
        clearable
        clearButtonProps={{ 'aria-label': t('details.nobody') }}
        data={members.map(({ id, name }) => ({ value: id, label: name }))}
        value={note.assignee}
        onChange={(assignee) => setNote(doc, note.id, { assignee }, REVIEW_ORIGIN)}
      />
      <Select
        mt="sm"
        label={t('note.priority')}
        allowDeselect={false}
        data={NOTE_PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
        value={note.priority}
        onChange={(value) => {
          const priority = NOTE_PRIORITIES.find((one) => one === value);
          if (priority !== undefined) setNote(doc, note.id, { priority }, REVIEW_ORIGIN);
        }}
      />
      <DueInput due={note.due} onDue={(due) => setNote(doc, note.id, { due }, REVIEW_ORIGIN)} />
      <TagsInput
        mt="sm"
        label={t('details.tags')}
        description={t('details.tagsHint', { count: NOTE_LIMITS.tags })}
        maxTags={NOTE_LIMITS.tags}
        data={used}
        value={[...note.tags]}
        onChange={(tags) => setNote(doc, note.id, { tags: tidy(tags) }, REVIEW_ORIGIN)}
      />
    </Dialog>
  );
}
