import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { addNote, NOTE_LIMITS, type VideoPlace } from '@clapper/documents/review';
import { IconBracketsContain, IconClock, IconPencil, IconPhoto, type TablerIcon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFiles } from '../../files/files-context.ts';
import { Composer, type Said } from '../../threads/Composer.tsx';
import { draftsOf } from '../../threads/drafts.ts';
import { useDraft } from '../../threads/use-draft.ts';
import type { Player } from '../player/player.ts';
import { usePlayerState } from '../player/use-player.ts';
import { REVIEW_ORIGIN } from './add-cut.ts';
import { captureFrame } from './capture.ts';
import type { RoomSession } from './room-session.ts';
import classes from './Notes.module.css';

interface NoteComposerProps {
  session: RoomSession;
  /** Null: what is written is about the whole video. */
  player: Player | null;
  video: HTMLVideoElement | null;
  /** Its id, once it is sent. */
  note: string;
  drawing: boolean;
  onDrawing: (draws: boolean) => void;
  onSent: () => void;
}

/** Where a note is written: typing stops the video, and the note stands at the frame it stopped on. */
export function NoteComposer({
  session,
  player,
  video,
  note: id,
  drawing,
  onDrawing,
  onSent,
}: NoteComposerProps) {
  const { t } = useTranslation('review');
  const files = useFiles();
  const { me, project, cut } = session;
  const [drafts] = useState(() => draftsOf(me.id, project));
  const [draft, setDraft] = useDraft(drafts, `new/review/${session.document}`);
  const [whole, setWhole] = useState(false);
  const [pictured, setPictured] = useState(true);
  const words = draft?.words ?? '';

  const send = async (said: Said) => {
    if (cut === null) return;
    const place = whole || player === null ? WHOLE : placeOf(player);
    // Kept before it is waited for: the video may go on meanwhile.
    const doc = session.doc;
    setDraft(null);
    const screenshot =
      pictured && place.frame !== null && video !== null && files !== null
        ? await captureFrame(video, session.document, files)
        : null;
    addNote(doc, { id, cut: cut.id, place, screenshot, ...session.says(), ...said }, REVIEW_ORIGIN);
    player?.setRange(null);
    onSent();
  };

  return (
    <section className={classes['composer']} aria-label={t('composer.label')}>
      <div className={classes['stamp']}>
        {player !== null && (
          <>
            <Stamp
              session={session}
              player={player}
              whole={whole}
              onWhole={(next) => {
                // A drawing is on a frame.
                if (next) onDrawing(false);
                setWhole(next);
              }}
            />
            <span className={classes['space']} />
            <Toggle
              label={t('composer.screenshot')}
              icon={IconPhoto}
              pressed={pictured && !whole}
              disabled={whole}
              onClick={() => setPictured(!pictured)}
            />
            <Toggle
              label={t('composer.draw')}
              icon={IconPencil}
              pressed={drawing}
              disabled={whole}
              onClick={() => onDrawing(!drawing)}
            />
          </>
        )}
      </div>
      <Composer
        label={t('composer.label')}
        placeholder={t('composer.placeholder')}
        sendLabel={t('composer.send')}
        max={NOTE_LIMITS.words}
        members={session.members}
        words={words}
        onWords={(next) => {
          if (words === '' && next !== '') player?.pause();
          setDraft(next === '' ? null : { words: next });
        }}
        onSend={(said) => void send(said)}
        testIds={{ field: 'comment-input', send: 'submit-comment' }}
      />
    </section>
  );
}

function Toggle({
  label,
  icon: Icon,
  pressed,
  disabled,
  onClick,
}: {
  label: string;
  icon: TablerIcon;
  pressed: boolean;
  disabled: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={26}
        variant={pressed ? 'light' : 'subtle'}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

const WHOLE: VideoPlace = { frame: null, endFrame: null, time: 0 };

/** The range that is chosen, or else the frame it stands on. */
function placeOf({ get, clock }: Player): VideoPlace {
  const { frame, range } = get();
  const start = range?.start ?? frame;
  return { frame: start, endFrame: range?.end ?? null, time: clock.begins(start) };
}

/** Where the note will stand: pressed, it is about the whole video. */
function Stamp({
  session,
  player,
  whole,
  onWhole,
}: {
  session: RoomSession;
  player: Player;
  whole: boolean;
  onWhole: (whole: boolean) => void;
}) {
  const { t } = useTranslation('review');
  const { frame, range } = usePlayerState(player);
  const at =
    range === null ? session.timeOf(frame) : `${session.timeOf(range.start)} – ${session.timeOf(range.end)}`;
  const second = Math.max(1, Math.round(player.clock.fps));
  return (
    <>
      <Button
        size="compact-xs"
        variant="light"
        aria-pressed={whole}
        leftSection={<IconClock size={14} aria-hidden />}
        onClick={() => onWhole(!whole)}
      >
        {whole ? t('composer.whole') : at}
      </Button>
      <Button
        size="compact-xs"
        variant={range === null ? 'default' : 'light'}
        aria-pressed={range !== null}
        disabled={whole}
        leftSection={<IconBracketsContain size={14} aria-hidden />}
        onClick={() => player.setRange(range === null ? { start: frame, end: frame + second } : null)}
      >
        {t('composer.range')}
      </Button>
    </>
  );
}
