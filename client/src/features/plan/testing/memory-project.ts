import type { Role } from '@clapper/access';
import type { Device, DocumentHandle, HandleState } from '@clapper/device';
import { fillDemo, KINDS, kindOf, writeInfo, type KindName } from '@clapper/documents';
import type { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createStore } from '../../../app/store.ts';
import type { cleanHtml } from '../paste/clean-html.ts';

export const PROJECT = '01900000-0000-7000-8000-000000000001';
export const ME = { id: '01900000-0000-7000-8000-0000000000aa', name: '김하늘' };
export const OTHER = { id: '01900000-0000-7000-8000-0000000000bb', name: '이서진' };

type Ready = Extract<HandleState, { phase: 'ready' }>;

export interface MemoryProject {
  /** Enough of a device for a page: documents in memory, no server. */
  device: Device;
  /** The plan as the page has it now. */
  plan(): Ready;
  /** The same plan at somebody else's, joined to ours; and their presence. */
  other: { doc: Y.Doc; awareness: Awareness };
  /** Updates that went out of the page's document since the start. */
  sent(): number;
  change(part: Partial<Ready>): void;
  /** What a repair does: the same words in a new document. */
  repair(): void;
}

/** What a test finds in the page. */
export type Harness = MemoryProject & {
  Y: typeof Y;
  cleanHtml: typeof cleanHtml;
  /** A page as an editor that opens it now would show it. */
  readPage: typeof yXmlFragmentToProseMirrorRootNode;
};

declare global {
  interface Window {
    harness: Harness;
  }
}

export interface MemoryOptions {
  role: Role;
  filled: 'demo' | 'empty' | 'large';
  language: 'ko' | 'en';
}

export function memoryProject({ role, filled, language }: MemoryOptions): MemoryProject {
  const facts = { project: PROJECT, template: 'four-acts', language } as const;
  const docs = new Map<string, Y.Doc>();
  for (const kind of ['info', 'plan', 'board'] satisfies KindName[]) {
    const doc = new Y.Doc();
    const seed = KINDS[kind].seed(facts);
    if (seed !== null) Y.applyUpdate(doc, seed, 'seed');
    docs.set(`${PROJECT}/${kind}`, doc);
  }
  const [info, plan, board] = ['info', 'plan', 'board'].map(
    (kind) => docs.get(`${PROJECT}/${kind}`) ?? new Y.Doc(),
  );
  if (info === undefined || plan === undefined || board === undefined) throw new Error('no documents');
  if (filled === 'demo') fillDemo(plan, board, { language, by: ME.id, at: Date.now(), origin: 'demo' });
  if (filled === 'large') fillLarge(plan);
  const member = { picture: null, joinedAt: 0 };
  writeInfo(
    info,
    {
      name: '서울 골목 커피 30초',
      description: '',
      deadline: null,
      tag: null,
      status: 'active',
      template: 'four-acts',
      language,
      createdAt: 0,
      members: [
        { ...member, ...ME, role },
        { ...member, ...OTHER, role: 'editor' },
      ],
    } as Parameters<typeof writeInfo>[1],
    'info',
  );

  const ready = (doc: Y.Doc, generation: number): Ready => ({
    phase: 'ready',
    doc,
    awareness: new Awareness(doc),
    generation,
    access: { read: true, write: role === 'owner' || role === 'admin' || role === 'editor', role },
    live: true,
    schema: 'fits',
    hasContent: true,
    lastSyncAt: Date.now(),
    refused: null,
  });
  const states = new Map(Array.from(docs, ([id, doc]) => [id, createStore<HandleState>(ready(doc, 0))]));
  const planState = states.get(`${PROJECT}/plan`);
  if (planState === undefined) throw new Error('no plan');
  const current = () => planState.get() as Ready;

  const otherDoc = new Y.Doc();
  const otherAwareness = new Awareness(otherDoc);
  let sent = 0;
  const join = (state: Ready) => {
    Y.applyUpdate(otherDoc, Y.encodeStateAsUpdate(state.doc), 'wire');
    state.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'wire') return;
      sent += 1;
      Y.applyUpdate(otherDoc, update, 'wire');
    });
    otherDoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'wire') Y.applyUpdate(state.doc, update, 'wire');
    });
    otherAwareness.on(
      'update',
      ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
        const changed = [...added, ...updated, ...removed];
        applyAwarenessUpdate(state.awareness, encodeAwarenessUpdate(otherAwareness, changed), 'wire');
      },
    );
  };
  join(current());
  otherAwareness.setLocalState({ user: OTHER });

  const device = {
    id: 'memory',
    user: ME,
    serverTime: () => Date.now(),
    reconnect: () => undefined,
    open(document: string): DocumentHandle {
      const state = states.get(document);
      const kind = kindOf(document)?.kind;
      if (state === undefined || kind === undefined) throw new Error(`no ${document}`);
      const ready = () => Promise.resolve(state.get() as Ready);
      return { document, kind, state, ready, close: () => undefined };
    },
    exportDocument: (document: string) => {
      const doc = docs.get(document);
      return Promise.resolve(doc === undefined ? null : Y.encodeStateAsUpdate(doc));
    },
  } as Partial<Device> as Device;

  return {
    device,
    plan: current,
    other: { doc: otherDoc, awareness: otherAwareness },
    sent: () => sent,
    change: (part) => planState.set({ ...current(), ...part }),
    repair() {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(current().doc), 'repair');
      const next = ready(doc, current().generation + 1);
      join(next);
      planState.set(next);
    },
  };
}

/** 50,000 characters in the first stage. */
function fillLarge(plan: Y.Doc): void {
  const [first] = plan.getMap<Y.Map<unknown>>('stages').values();
  const content = first?.get('content');
  if (!(content instanceof Y.XmlFragment)) throw new Error('no stage');
  plan.transact(() => {
    for (let line = 0; line < 300; line++) {
      const paragraph = new Y.XmlElement('paragraph');
      const words = `${line + 1}. 골목의 셔터가 반쯤 올라가고 주전자가 끓는다. The owner works without hurry: kettle, scale, filter. `;
      paragraph.insert(0, [new Y.XmlText(words.repeat(2).slice(0, 200))]);
      content.push([paragraph]);
    }
  }, 'fill');
}
