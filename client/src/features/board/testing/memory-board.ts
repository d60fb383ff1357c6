import type { Role } from '@clapper/access';
import type { Device, DocumentHandle, HandleState } from '@clapper/device';
import { fillDemo, KINDS, kindOf, writeInfo, type KindName } from '@clapper/documents';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createStore } from '../../../app/store.ts';

export const PROJECT = '01900000-0000-7000-8000-000000000001';
export const ME = { id: '01900000-0000-7000-8000-0000000000aa', name: '김하늘' };
export const OTHER = { id: '01900000-0000-7000-8000-0000000000bb', name: '이서진' };

type Ready = Extract<HandleState, { phase: 'ready' }>;

/** What a test finds in the page. */
export interface BoardHarness {
  /** Enough of a device for a page: documents in memory, no server. */
  device: Device;
  /** The board as the page has it. */
  doc: Y.Doc;
  /** The same board at somebody else's, joined to ours; and their presence. */
  other: { doc: Y.Doc; awareness: Awareness };
  /** Updates that the page made since it was loaded. */
  sent(): number;
  /** While apart nothing goes between the two; together again both have everything. */
  apart(): void;
  together(): void;
  Y: typeof Y;
}

declare global {
  interface Window {
    board: BoardHarness;
  }
}

interface MemoryOptions {
  role: Role;
  /** A fixture of the board, or the demo production. */
  fixture: string;
  /** A board may be there before its plan. */
  plan: boolean;
  language: 'ko' | 'en';
}

export function memoryBoard({ role, fixture, plan: withPlan, language }: MemoryOptions): BoardHarness {
  const facts = { project: PROJECT, template: 'four-acts', language } as const;
  const docs = new Map<KindName, Y.Doc>();
  for (const kind of ['info', 'plan', 'board'] satisfies KindName[]) {
    const doc = new Y.Doc();
    // Fixtures of plan and board belong to one project; the demo is filled into fresh ones.
    const update =
      fixture === 'demo' || kind === 'info'
        ? KINDS[kind].seed(facts)
        : KINDS[kind].fixtures()[kind === 'plan' ? 'filled' : fixture];
    if (update != null) Y.applyUpdate(doc, update, 'seed');
    docs.set(kind, doc);
  }
  const [info, plan, doc] = (['info', 'plan', 'board'] as const).map((kind) => docs.get(kind) ?? new Y.Doc());
  if (info === undefined || plan === undefined || doc === undefined) throw new Error('no documents');
  if (fixture === 'demo') fillDemo(plan, doc, { language, by: ME.id, at: Date.now(), origin: 'demo' });
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
    },
    'info',
  );

  const awareness = new Awareness(doc);
  const ready = (of: Y.Doc, presence: Awareness): Ready => ({
    phase: 'ready',
    doc: of,
    awareness: presence,
    generation: 0,
    access: { read: true, write: role === 'owner' || role === 'admin' || role === 'editor', role },
    live: true,
    schema: 'fits',
    hasContent: true,
    lastSyncAt: Date.now(),
    refused: null,
  });
  const states = new Map<string, HandleState>([
    [`${PROJECT}/info`, ready(info, new Awareness(info))],
    [
      `${PROJECT}/plan`,
      withPlan ? ready(plan, new Awareness(plan)) : { phase: 'failed', code: 'UNAVAILABLE' },
    ],
    [`${PROJECT}/board`, ready(doc, awareness)],
  ]);

  const otherDoc = new Y.Doc();
  const otherAwareness = new Awareness(otherDoc);
  Y.applyUpdate(otherDoc, Y.encodeStateAsUpdate(doc), 'wire');
  let sent = 0;
  let joined = true;
  const carry = (update: Uint8Array, origin: unknown, to: Y.Doc) => {
    if (origin !== 'wire' && joined) Y.applyUpdate(to, update, 'wire');
  };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'wire') sent += 1;
    carry(update, origin, otherDoc);
  });
  otherDoc.on('update', (update: Uint8Array, origin: unknown) => carry(update, origin, doc));
  otherAwareness.on(
    'update',
    ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
      const changed = [...added, ...updated, ...removed];
      applyAwarenessUpdate(awareness, encodeAwarenessUpdate(otherAwareness, changed), 'wire');
    },
  );
  otherAwareness.setLocalState({ user: OTHER });

  const device: Partial<Device> = {
    user: ME,
    serverTime: () => Date.now(),
    reconnect: () => undefined,
    connection: createStore({ state: 'connected' } as ReturnType<Device['connection']['get']>),
    open(document: string): DocumentHandle {
      const state = states.get(document);
      const kind = kindOf(document)?.kind;
      if (state === undefined || kind === undefined) throw new Error(`no ${document}`);
      return {
        document,
        kind,
        state: createStore(state),
        ready: () => Promise.resolve(state as Ready),
        close: () => undefined,
      };
    },
    exportDocument: () => Promise.resolve(Y.encodeStateAsUpdate(doc)),
  };
  return {
    device: device as Device,
    doc,
    other: { doc: otherDoc, awareness: otherAwareness },
    sent: () => sent,
    apart: () => (joined = false),
    together() {
      joined = true;
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(otherDoc), 'wire');
      Y.applyUpdate(otherDoc, Y.encodeStateAsUpdate(doc), 'wire');
    },
    Y,
  };
}
