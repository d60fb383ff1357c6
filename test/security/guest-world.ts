import { addCut, addNote, addVideo } from '@clapper/documents/review';
import { projectDocument, type ApiGuestSignedIn } from '@clapper/protocol';
import type { Doc } from 'yjs';
import { newMember, newProject, signUp, type Account } from '../harness/people.ts';
import { startServer, type RunningServer } from '../harness/server.ts';
import { RawDevice, RawDocument } from '../protocol/raw-device.ts';

/** A project with two videos on a running server, and links that open the first. */
export interface GuestWorld {
  server: RunningServer;
  /** Where its sockets are opened. */
  sockets: string;
  owner: Account;
  editor: Account;
  project: string;
  video: string;
  other: string;
  link(body?: object): Promise<Link>;
  enter(link: Link): Promise<ApiGuestSignedIn>;
  /** On a device of its own. */
  open(who: Pick<Account, 'token'>, document: string): Promise<RawDocument>;
}

export interface Link {
  id: string;
  url: string;
}

const FILE = { hash: 'c'.repeat(64), name: '골목 v1.mp4', type: 'video/mp4' as const, bytes: 24_000_000 };

export async function openGuestWorld(): Promise<GuestWorld> {
  const server = await startServer({ env: { REGISTRATION: 'open' } });
  const sockets = server.url.replace('http', 'ws');
  const owner = await signUp(server.url, 'Mina');
  const project = await newProject(owner);
  const editor = await newMember(server.url, owner, project, 'editor', 'Jun');
  const open: GuestWorld['open'] = async ({ token }, document) =>
    RawDocument.join(await RawDevice.open(sockets, await token()), document);
  const media = await open(editor, projectDocument(project, 'media'));
  const aVideo = (title: string) =>
    edit(media, (doc) => addVideo(doc, { title, by: editor.id, at: 1 }, null));
  const [video, other] = [await aVideo('골목'), await aVideo('Secret')];
  for (const id of [video, other]) {
    const review = await open(editor, projectDocument(project, 'review', id));
    await edit(review, (doc) => addCut(doc, { file: FILE, by: editor.id, at: 1 }, null));
  }
  return {
    ...{ server, sockets, owner, editor, project, video, other, open },
    async link(body = {}) {
      return (await owner.call<Link>('POST', `/projects/${project}/videos/${video}/links`, body)).body;
    },
    async enter({ id, url }) {
      const response = await fetch(`${server.url}/api/v1/guest/${id}/enter`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret: url.split('#')[1], name: '한지우' }),
      });
      return (await response.json()) as ApiGuestSignedIn;
    },
  };
}

/** Resolves when the server has it; rejects with the code of its refusal. */
export async function edit<T>(document: RawDocument, change: (doc: Doc) => T): Promise<T> {
  let made: T | undefined;
  const answer = await document.write((doc) => void (made = change(doc)));
  if (answer.type === 'nack') throw new Error(answer.code);
  return made as T;
}

type Said = Pick<Parameters<typeof addNote>[1], 'screenshot' | 'attachments'>;

export function say(
  doc: Doc,
  { id: by, name }: { id: string; name: string },
  words: string,
  said: Said = {},
): string {
  const place = { frame: 0, endFrame: null, time: 0 };
  return addNote(doc, { cut: 'any', place, words, by, at: 1, name, ...said }, null);
}

/** As an account asks for documents, by the token they came in with. */
export function tokenOf({ access_token }: ApiGuestSignedIn): Pick<Account, 'token'> {
  return { token: () => Promise.resolve(access_token) };
}
