import { toggleNoteReaction, type VideoNote } from '@clapper/documents/review';
import { ReactionButton, Reactions } from '../../threads/Reactions.tsx';
import { REVIEW_ORIGIN } from './add-cut.ts';
import type { RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

interface NoteReactionsProps {
  session: RoomSession;
  of: Pick<VideoNote, 'id' | 'reactions'>;
}

/** The emoji under a note or a reply, and the way to add one. */
export function NoteReactions({ session, of }: NoteReactionsProps) {
  const { doc, me, members, writable } = session;
  const toggle = (emoji: string) => toggleNoteReaction(doc, { id: of.id, emoji, by: me.id }, REVIEW_ORIGIN);
  if (of.reactions.length === 0 && !writable) return null;
  return (
    <div className={classes['reactions']}>
      <Reactions reactions={of.reactions} me={me} members={members} onToggle={writable ? toggle : null} />
      {writable && <ReactionButton position="bottom-start" onToggle={toggle} />}
    </div>
  );
}
