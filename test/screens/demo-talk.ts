import {
  addReply,
  addThread,
  judgeStage,
  readBoard,
  readStages,
  readTakes,
  resolveThread,
  stageContent,
  textAnchor,
  toggleReaction,
  type Act,
} from '@clapper/documents';
import type { Language } from '@clapper/protocol';
import * as Y from 'yjs';

/** Threads that show what a page with talk on it looks like. */
export interface DemoTalk {
  /** On words of the first stage, with an answer and a reaction. */
  words: string;
  /** On the first shot. */
  shot: string;
  /** On the project. */
  project: string;
}

/** Threads at points of the first shot's pictures: one on the newest, one that is older than it. */
export function talkAboutPictures(board: Y.Doc, talk: Y.Doc, language: Language, act: Act): string {
  const said = SAID[language];
  const [[shot, stacks] = []] = readTakes(board);
  const [newest, older] = stacks?.lineart.takes ?? [];
  if (shot === undefined || newest === undefined || older === undefined)
    throw new Error('no pictures hang there');
  const at = (image: string, x: number, y: number) =>
    ({ type: 'image', shot, image, point: { x, y } }) as const;
  addThread(talk, { anchor: at(older.id, 0.57, 0.53), words: said.older, ...act }, ORIGIN);
  const thread = addThread(talk, { anchor: at(newest.id, 0.71, 0.66), words: said.picture, ...act }, ORIGIN);
  addReply(talk, { thread, words: said.pictureAnswer, ...act }, ORIGIN);
  return thread;
}

const ORIGIN = 'stage set';

const SAID = {
  en: {
    words: 'Can we hold the hands one beat longer? The drop at 0:08 needs air before it.',
    answer: 'Yes. Shot 4 goes to 3.5 s, taken from 6.',
    stage: 'Call the shop before Tuesday',
    done: 'Which kettle?',
    shot: 'A stop darker, and the wires stay in.',
    project: 'The client wants it in 9:16 as well.',
    event: 'Who has the key to the roof?',
    older: 'Keep the umbrella as far back as here.',
    picture: 'The cat looks away: it should look at us.',
    pictureAnswer: 'And a little larger. I will redraw it tonight.',
  },
  ko: {
    words: '손을 한 박자만 더 잡을 수 있을까요? 0:08의 첫 방울 앞에 숨이 필요해요.',
    answer: '네. 4번 샷을 3.5초로 늘리고 6번에서 뺄게요.',
    stage: '화요일 전에 가게에 전화하기',
    done: '어떤 주전자로 하나요?',
    shot: '한 스톱 어둡게, 전선은 그대로요.',
    project: '클라이언트가 9:16 버전도 원해요.',
    event: '옥상 열쇠는 누가 갖고 있나요?',
    older: '우산은 이만큼 뒤에 있으면 좋겠어요.',
    picture: '고양이가 우리를 보면 어떨까요?',
    pictureAnswer: '조금 더 크게요. 오늘 밤에 다시 그릴게요.',
  },
} as const satisfies Record<Language, Record<string, string>>;

export function talkAboutDemo(
  { plan, board, talk }: Record<'plan' | 'board' | 'talk', Y.Doc>,
  language: Language,
  act: Act,
): DemoTalk {
  const said = SAID[language];
  const { stages } = readStages(plan);
  const [stage] = stages;
  const [shot] = readBoard(board, stages).shots;
  const text = textOf(stageContent(plan, stage?.id ?? ''));
  if (stage === undefined || shot === undefined || text === null) throw new Error('the demo is not there');
  const at = (index: number) => Y.createRelativePositionFromTypeIndex(text, index);
  const quote = text.toString().slice(0, 24);
  const anchor = textAnchor(stage.id, { from: at(0), to: at(quote.length), quote });
  const words = addThread(talk, { anchor, words: said.words, ...act }, ORIGIN);
  const onStage = { type: 'stage', stage: stage.id } as const;
  addThread(talk, { anchor: onStage, words: said.stage, ...act }, ORIGIN);
  const done = addThread(talk, { anchor: onStage, words: said.done, ...act }, ORIGIN);
  resolveThread(talk, done, act, ORIGIN);
  judgeStage(talk, { stage: stage.id, verdict: 'approved', ...act }, ORIGIN);
  const onShot = { type: 'shot', shot: shot.id } as const;
  return {
    words,
    shot: addThread(talk, { anchor: onShot, words: said.shot, ...act }, ORIGIN),
    project: addThread(talk, { anchor: { type: 'project' }, words: said.project, ...act }, ORIGIN),
  };
}

export function answerDemo(talk: Y.Doc, { words }: DemoTalk, language: Language, act: Act): void {
  addReply(talk, { thread: words, words: SAID[language].answer, ...act }, ORIGIN);
  toggleReaction(talk, { note: words, emoji: '👍', by: act.by }, ORIGIN);
}

export function askAboutEvent(talk: Y.Doc, event: string, language: Language, act: Act): void {
  addThread(talk, { anchor: { type: 'event', event }, words: SAID[language].event, ...act }, ORIGIN);
}

/** The page's first text that is long enough to have words in it. */
function textOf(page: Y.XmlFragment | null): Y.XmlText | null {
  for (const block of page?.toArray() ?? []) {
    const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null;
    if (text instanceof Y.XmlText && text.length > 40) return text;
  }
  return null;
}
