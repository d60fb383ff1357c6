import { ActionIcon, Button, FileButton, Tooltip } from '@mantine/core';
import { addNote, NOTE_LIMITS, type VideoPlace } from '@clapper/documents/review';
import { FILE_LIMITS, IMAGE_TYPES, isImageType } from '@clapper/protocol';
import {
  IconBracketsContain,
  IconClock,
  IconLock,
  IconPaperclip,
  IconPencil,
  IconPhoto,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/format.ts';
import { showToast } from '../../../ui/toast.tsx';
import { useFiles } from '../../files/files-context.ts';
import { Composer, type Said } from '../../threads/Composer.tsx';
import { draftsOf } from '../../threads/drafts.ts';
import { useDraft } from '../../threads/use-draft.ts';
import type { Player } from '../player/player.ts';
import { usePlayerState } from '../player/use-player.ts';
import { REVIEW_ORIGIN } from './add-cut.ts';
import { Attachments } from './Attachments.tsx';
import { captureFrame } from './capture.ts';
import type { RoomSession } from './room-session.ts';
import type { Unsent } from './use-unsent.ts';
import classes from './Notes.module.css';

interface NoteComposerProps {
  session: RoomSession;
  /** Null: what is written is about the whole video. */
  player: Player | null;
  video: HTMLVideoElement | null;
  unsent: Unsent;
  onUnsent: (part: Partial<Unsent>) => void;
  /** How much is drawn on it. */
  drawn: number;
  drawing: boolean;
  onDrawing: (draws: boolean) => void;
  onSent: () => void;
}

/** Where a note is written: typing stops the video, and the note stands at the frame it stopped on. */
export function NoteComposer({
  session,
  player,
  video,
  unsent,
  onUnsent,
  drawn,
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
  const internal = unsent.internal ? session.internal : null;
  const { doc, document } = internal ?? session;
  const over = drawn > 0 ? unsent.frame : null;

  const send = async (said: Said) => {
    if (cut === null) return;
    const { id, attachments } = unsent;
    const place = whole || player === null ? WHOLE : placeOf(player, over);
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

  const attach = async (chosen: readonly File[]) => {
    if (files === null) return;
    let attachments = unsent.attachments;
    for (const file of chosen) {
      if (!isImageType(file.type)) showToast({ message: t('composer.noPicture', { name: file.name }) });
      else if (file.size > FILE_LIMITS.attachment)
        showToast({ message: t('composer.tooLarge', { name: file.name }) });
      else {
        const added = await files.add({ document, blob: file, name: file.name, type: file.type });
        if (!added.added) showToast({ message: t('composer.noRoom', { name: file.name }) });
        else if (!attachments.some(({ hash }) => hash === added.file.hash))
          attachments = [...attachments, added.file].slice(0, NOTE_LIMITS.attachments);
      }
    }
    onUnsent({ attachments });
  };

  return (
    <section
      className={classes['composer']}
      aria-label={t('composer.label')}
      data-internal={unsent.internal || undefined}
    >
      <div className={classes['stamp']}>
        {player !== null && (
          <Stamp
            session={session}
            player={player}
            over={over}
            whole={whole}
            onWhole={(next) => {
              // A drawing is on a frame.
              if (next) onDrawing(false);
              setWhole(next);
            }}
          />
        )}
        <span className={classes['space']} />
        {session.internal !== null && (
          <Toggle
            label={t('composer.internal')}
            icon={IconLock}
            pressed={unsent.internal}
            // What is drawn or attached already stands where the others see it, or where they do not.
            disabled={drawn > 0 || unsent.attachments.length > 0}
            onClick={() => onUnsent({ internal: !unsent.internal })}
          />
        )}
        {files !== null && (
          <FileButton multiple accept={IMAGE_TYPES.join(',')} onChange={(chosen) => void attach(chosen)}>
            {(props) => (
              <Tooltip label={t('composer.attach')}>
                <ActionIcon
                  {...props}
                  size={26}
                  aria-label={t('composer.attach')}
                  disabled={unsent.attachments.length >= NOTE_LIMITS.attachments}
                >
                  <IconPaperclip size={16} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </FileButton>
        )}
        {player !== null && (
          <>
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
      <Attachments
        document={document}
        files={unsent.attachments}
        onRemove={(gone) => onUnsent({ attachments: unsent.attachments.filter(({ hash }) => hash !== gone) })}
      />
      <Composer
        label={t('composer.label')}
        placeholder={t(unsent.internal ? 'composer.placeholderInternal' : 'composer.placeholder')}
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
      {words !== '' && <Hearers session={session} internal={unsent.internal} />}
    </section>
  );
}

/** Who hears of it besides those it names. */
function Hearers({ session, internal }: { session: RoomSession; internal: boolean }) {
  const { t } = useTranslation('review');
  const { list } = useFormat();
  const names = session.members
    .filter(({ id }) => id !== session.me.id && session.makers.includes(id))
    .map(({ name }) => name);
  if (internal) return <p className={classes['small']}>{t('composer.onlyEditors')}</p>;
  if (names.length === 0) return null;
  return <p className={classes['small']}>{t('composer.notifies', { names: list(names) })}</p>;
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

/** The range that is chosen, or else the frame it stands on; what is drawn on stays where it was drawn. */
function placeOf({ get, clock }: Player, over: number | null): VideoPlace {
  const { frame, range } = get();
  const inRange = range !== null && (over === null || (range.start <= over && over < range.end));
  const start = inRange ? range.start : (over ?? frame);
  return { frame: start, endFrame: inRange ? range.end : null, time: clock.begins(start) };
}

/** Where the note will stand: pressed, it is about the whole video. */
function Stamp({
  session,
  player,
  over,
  whole,
  onWhole,
}: {
  session: RoomSession;
  player: Player;
  over: number | null;
  whole: boolean;
  onWhole: (whole: boolean) => void;
}) {
  const { t } = useTranslation('review');
  const { frame, range } = usePlayerState(player);
  const place = placeOf(player, over);
  const from = session.timeOf(place.frame ?? frame);
  const at = place.endFrame === null ? from : `${from} – ${session.timeOf(place.endFrame)}`;
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
      <Toggle
        label={t('composer.range')}
        icon={IconBracketsContain}
        pressed={range !== null}
        disabled={whole}
        onClick={() => player.setRange(range === null ? { start: frame, end: frame + second } : null)}
      />
    </>
  );
}
