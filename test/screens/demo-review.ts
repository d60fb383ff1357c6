import {
  addCut,
  addNote,
  addNoteReply,
  addVideo,
  setNoteStatus,
  toggleNoteReaction,
  type SaidBy,
} from '@clapper/documents/review';
import type { Language } from '@clapper/protocol';
import type { Doc } from 'yjs';

const ORIGIN = 'stage set';
const FRAMES = 720;

/** The list of videos, and the one whose review is filled below. */
export function listDemoVideos(media: Doc, language: Language, act: { by: string; at: number }): string {
  const ko = language === 'ko';
  const film = addVideo(media, { title: ko ? '본편 30초' : 'Main film 30 s', ...act }, ORIGIN);
  addVideo(media, { title: ko ? '세로 15초' : 'Vertical 15 s', ...act, at: act.at + 1 }, ORIGIN);
  return film;
}

/** A cut whose bytes are still with whoever added it, and what is said of it. */
export function reviewDemo(review: Doc, language: Language, by: SaidBy): void {
  const ko = language === 'ko';
  const rate = { num: 24, den: 1 };
  const cut = addCut(
    review,
    {
      file: { hash: 'c0ffee'.padEnd(64, '0'), name: 'main-film.mp4', type: 'video/mp4', bytes: 8_200_000 },
      measured: {
        width: 1920,
        height: 1080,
        video: {
          ...{ rate, frames: FRAMES, startFrame: 0, dropFrame: false, durationSeconds: 30 },
          ...{ rotation: 0, audio: true, variable: false },
        },
      },
      by: by.by,
      at: by.at,
    },
    ORIGIN,
  );
  const note = (frame: number, endFrame: number | null, words: string) =>
    addNote(review, { cut, place: { frame, endFrame, time: frame / 24 }, words, ...by }, ORIGIN);
  const first = note(
    194,
    null,
    ko ? '첫 물방울이 두 프레임 늦습니다.' : 'First drop lands two frames late against the note of water.',
  );
  setNoteStatus(review, first, 'in_progress', by, ORIGIN);
  const sign = note(
    295,
    336,
    ko
      ? '간판이 조금 더 일찍 켜지면 어떨까요? 지금은 우산이 먼저 읽힙니다.'
      : 'Could the sign glow a little earlier? Here I read the umbrella first and the shop second.',
  );
  toggleNoteReaction(review, { id: sign, emoji: '👍', by: by.by }, ORIGIN);
  addNoteReply(
    review,
    {
      note: sign,
      words: ko ? '좋아요. 다음 컷에서 같이 볼게요.' : 'Good. We look at it in the next cut.',
      ...by,
    },
    ORIGIN,
  );
  const done = note(
    418,
    null,
    ko ? '이제 보드 8번과 구도가 맞아요.' : 'Frame matches board 8 now, thank you.',
  );
  setNoteStatus(review, done, 'resolved', by, ORIGIN);
}
