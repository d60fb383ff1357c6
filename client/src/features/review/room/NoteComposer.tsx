import { addNote, NOTE_LIMITS, setNoteMatter } from '@clapper/documents/review';
import { useRef, useState } from 'react';
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
  const { unsent, drawn, change, standAt } = note;
  const [drafts] = useState(() => draftsOf(me.id, project));
  const [draft, setDraft] = useDraft(drafts, `new/review/${session.document}`);
  const [whole, setWhole] = useState(false);
  const [pictured, setPictured] = useState(true);
  const words = draft?.words ?? '';
  const { doc, document } = (unsent.internal ? session.internal : null) ?? session;
  const attach = useAttach(document, note);

  /** It played when the first letter came, and plays on when they are sent. */
  const played = useRef(false);
  const isBegun = drawn > 0 || words !== '';
  const here = unsent.cut === null || unsent.cut === cut?.id;
  const begun = isBegun && unsent.frame !== null && here ? { frame: unsent.frame, drawn: drawn > 0 } : null;

  const write = (next: string) => {
    if (words === '' && next !== '') {
      played.current = player !== null && player.get().speed > 0;
      player?.pause();
      if (drawn === 0) standAt(player?.get().frame ?? null);
    }
    if (next === '' && drawn === 0) standAt(null);
    setDraft(next === '' ? null : { words: next });
  };

  const send = (said: Said) => {
    if (cut === null) return;
    const { id, attachments } = unsent;
    // What is drawn on a cut is said of that one, whichever one looks at by now.
    const of = drawn > 0 ? (unsent.cut ?? cut.id) : cut.id;
    const place = whole || player === null ? WHOLE_VIDEO : placeOf(player, begun);
    addNote(doc, { id, cut: of, place, attachments, ...session.says(), ...said }, REVIEW_ORIGIN);
    setDraft(null);
    player?.setRange(null);
    onSent();
    const goesOn = played.current;
    played.current = false;
    const pictures = pictured && of === cut.id && place.frame !== null;
    const picture = pictures ? addPicture(id, place.frame) : Promise.resolve();
    void picture.then(() => {
      const now = player?.get();
      // Whoever has gone elsewhere meanwhile stays there.
      if (goesOn && now?.speed === 0 && (whole || now.frame === place.frame)) player?.play();
    });
  };

  /** The words are sent by then: they do not wait for a frame that may take long to come, and stand without it. */
  const addPicture = async (id: string, frame: number | null) => {
    if (video === null || player === null || files === null || frame === null) return;
    const { frame: shown, shown: isShown } = player.get();
    if (shown !== frame || !isShown) {
      player.show(frame);
      await player.shown();
    }
    try {
      const screenshot = await captureFrame(video, document, files);
      if (screenshot !== null) setNoteMatter(doc, id, { screenshot }, me.id, REVIEW_ORIGIN);
    } catch {
      // It was taken back meanwhile, or refused.
    }
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
        begun={begun}
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
        onWords={write}
        onSend={send}
        testIds={{ field: 'comment-input', send: 'submit-comment' }}
      />
      {words !== '' && unsent.internal && <p className={classes['small']}>{t('composer.onlyEditors')}</p>}
    </section>
  );
}
