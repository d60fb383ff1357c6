import { readFile } from 'node:fs/promises';
import {
  addCut,
  addNote,
  addNoteReply,
  addVideo,
  readReview,
  setNoteStatus,
  toggleNoteReaction,
  type SaidBy,
} from '@clapper/documents/review';
import { uploadedSchema, type Language } from '@clapper/protocol';
import type { Doc } from 'yjs';

const ORIGIN = 'stage set';
const FRAMES = 720;
/** Half a minute of an alley in the rain, twice: the sign glows earlier in the second. */
const FILMS = ['main-film-v1.mp4', 'main-film-v2.mp4'] as const;

/** The list of videos, and the one whose review is filled below. */
export function listDemoVideos(media: Doc, language: Language, act: { by: string; at: number }): string {
  const ko = language === 'ko';
  const film = addVideo(media, { title: ko ? '본편 30초' : 'Main film 30 s', ...act }, ORIGIN);
  addVideo(media, { title: ko ? '세로 15초' : 'Vertical 15 s', ...act, at: act.at + 1 }, ORIGIN);
  return film;
}

/** A film that was sent for a review. */
export interface DemoFilm {
  hash: string;
  name: string;
  bytes: number;
}

export async function sendDemoFilms(base: string, token: string, document: string): Promise<DemoFilm[]> {
  const films: DemoFilm[] = [];
  for (const name of FILMS) {
    const form = new FormData();
    const bytes = await readFile(new URL(`film/${name}`, import.meta.url));
    form.set('file', new File([bytes], name, { type: 'video/mp4' }));
    const answer = await fetch(`${base}/api/v1/upload?document=${encodeURIComponent(document)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    if (!answer.ok) throw new Error(`${name} was not taken: ${answer.status} ${await answer.text()}`);
    const { hash, bytes: size } = uploadedSchema.parse(await answer.json());
    films.push({ hash, name, bytes: size });
  }
  return films;
}

/** Two cuts, and what is said of the first: it was still open when the second came. */
export function showDemoCuts(
  review: Doc,
  language: Language,
  films: readonly DemoFilm[],
  { name, by, at }: SaidBy,
): void {
  const ko = language === 'ko';
  for (const [index, film] of films.entries()) {
    const act = { by, at: at + index * 60_000 };
    const cut = addCut(
      review,
      {
        file: { ...film, type: 'video/mp4' },
        measured: {
          width: 640,
          height: 360,
          video: {
            ...{ rate: { num: 24, den: 1 }, frames: FRAMES, startFrame: 0, dropFrame: false },
            ...{ durationSeconds: 30, rotation: 0, audio: true, variable: false },
          },
        },
        ...act,
      },
      ORIGIN,
    );
    if (index > 0) continue;
    const place = { frame: 508, endFrame: null, time: 508 / 24 };
    const words = ko
      ? '컵 위 하이라이트가 날아갑니다. 원본에서 살릴 수 있어요.'
      : 'Highlights on the cup clip. I can bring them back from the raw.';
    addNote(review, { cut, place, words, priority: 'high', name, ...act }, ORIGIN);
  }
}

/** What is said of the newest cut, by somebody else. */
export function reviewDemo(review: Doc, language: Language, by: SaidBy): void {
  const ko = language === 'ko';
  const cut = readReview(review).cuts.at(-1)?.id ?? '';
  const note = (frame: number, endFrame: number | null, words: string, tags: string[] = []) =>
    addNote(review, { cut, place: { frame, endFrame, time: frame / 24 }, words, tags, ...by }, ORIGIN);
  const first = note(
    194,
    null,
    ko ? '첫 물방울이 두 프레임 늦습니다.' : 'First drop lands two frames late against the note of water.',
    [ko ? '소리' : 'sound'],
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
  const done = note(
    418,
    null,
    ko ? '이제 보드 8번과 구도가 맞아요.' : 'Frame matches board 8 now, thank you.',
  );
  setNoteStatus(review, done, 'resolved', by, ORIGIN);
}

/** Answered by whoever made the cut. */
export function answerReview(review: Doc, language: Language, by: SaidBy): void {
  const sign = readReview(review).notes.find(({ place }) => place.endFrame !== null);
  if (sign === undefined) throw new Error('no note to answer');
  const words =
    language === 'ko' ? '좋아요. 다음 컷에서 같이 볼게요.' : 'Good. We look at it in the next cut.';
  addNoteReply(review, { note: sign.id, words, ...by }, ORIGIN);
  toggleNoteReaction(review, { id: sign.id, emoji: '👍', by: by.by }, ORIGIN);
}
