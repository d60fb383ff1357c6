import { addNote, NOTE_LIMITS } from '@clapper/documents/review';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFiles } from '../../files/files-context.ts';
import { Composer, type Said } from '../../threads/Composer.tsx';
import { draftsOf } from '../../threads/drafts.ts';
import { useDraft } from '../../threads/use-draft.ts';
import type { Player } from '../player/player.ts';
import { REVIEW_ORIGIN } from './add-cut.ts';
import { Attachments } from './Attachments.tsx';
import { captureFrame } from './capture.ts';
import { ComposerTools } from './ComposerTools.tsx';
import { placeOf, WHOLE_VIDEO } from './note-place.ts';
import type { RoomSession } from './room-session.ts';
import { useAttach } from './use-attach.ts';
import type { NewNote } from './use-new-note.ts';
import classes from './Notes.module.css';

interface NoteComposerProps {
  session: RoomSession;
  /** Null: what is written is about the whole video. */
  player: Player | null;
  video: HTMLVideoElement | null;
  note: NewNote;
  onDraw: () => void;
  onSent: () => void;
}

/** Where a note is written: typing stops the video, and the note stands at the frame it stopped on. */
export function NoteComposer({ session, player, video, note, onDraw, onSent }: NoteComposerProps) {
  const { t } = useTranslation('review');
  const files = useFiles();
  const { me, project, cut } = session;
  const { unsent, drawn, change } = note;
  const [drafts] = useState(() => draftsOf(me.id, project));
  const [draft, setDraft] = useDraft(drafts, `new/review/${session.document}`);
  const [whole, setWhole] = useState(false);
  const [pictured, setPictured] = useState(true);
  const words = draft?.words ?? '';
  const { doc, document } = (unsent.internal ? session.internal : null) ?? session;
  const attach = useAttach(document, note);

  const send = async (said: Said) => {
    if (cut === null) return;
    const { id, attachments } = unsent;
    const over = drawn > 0 ? unsent.frame : null;
    const place = whole || player === null ? WHOLE_VIDEO : placeOf(player, over);
    // Kept before it is waited for: the video may go on meanwhile.
    setDraft(null);
    let screenshot = null;
    if (pictured && place.frame !== null && video !== null && files !== null) {
      if (over !== null && player !== null) {
        // The picture is the one that was drawn on, wherever one has been since.
        player.show(place.frame);
        await player.shown();
      }
      screenshot = await captureFrame(video, document, files);
    }
    addNote(
      doc,
      { id, cut: cut.id, place, screenshot, attachments, ...session.says(), ...said },
      REVIEW_ORIGIN,
    );
    player?.setRange(null);
    onSent();
  };

  return (
    <section
      className={classes['composer']}
      aria-label={t('composer.label')}
      data-internal={unsent.internal || undefined}
    >
      <ComposerTools
        session={session}
        player={player}
        note={note}
        whole={whole}
        onWhole={setWhole}
        pictured={pictured}
        onPictured={setPictured}
        onDraw={onDraw}
        onAttach={attach && ((chosen) => void attach(chosen))}
      />
      <Attachments
        document={document}
        files={unsent.attachments}
        onRemove={(gone) => change({ attachments: unsent.attachments.filter(({ hash }) => hash !== gone) })}
      />
      <Composer
        label={t('composer.label')}
        placeholder={t(unsent.internal ? 'composer.placeholderInternal' : 'composer.placeholder')}
        sendLabel={t('composer.send')}
        max={NOTE_LIMITS.words}
        members={session.members}
        me={me.id}
        hearers={unsent.internal ? null : session.makers}
        words={words}
        onWords={(next) => {
          if (words === '' && next !== '') player?.pause();
          setDraft(next === '' ? null : { words: next });
        }}
        onSend={(said) => void send(said)}
        testIds={{ field: 'comment-input', send: 'submit-comment' }}
      />
      {words !== '' && unsent.internal && <p className={classes['small']}>{t('composer.onlyEditors')}</p>}
    </section>
  );
}
