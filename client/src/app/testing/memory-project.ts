import type { Role } from '@clapper/access';
import type { Device, DocumentHandle, HandleState } from '@clapper/device';
import { fillDemo, KINDS, kindOf, writeInfo } from '@clapper/documents';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createStore } from '../store.ts';

export const PROJECT = '01900000-0000-7000-8000-000000000001';
const ME = { id: '01900000-0000-7000-8000-0000000000aa', name: '김하늘' };
const OTHER = { id: '01900000-0000-7000-8000-0000000000bb', name: '이서진' };

const DOCUMENTS = ['info', 'plan', 'board', 'talk'] as const;
type Kind = (typeof DOCUMENTS)[number];

const EDITORS = ['owner', 'admin', 'editor'] as const satisfies Role[];
type Ready = Extract<HandleState, { phase: 'ready' }>;

/** A project of two people whose documents are in memory: what a page needs, and what a test needs of it. */
export interface MemoryProject {
  /** Enough of a device for a page: no server, no database. */
  device: Device;
  /** The page's document as the page has it now. */
  current(): Ready;
  /** The same document at somebody else's, joined to ours; and their presence. */
  other: { doc: Y.Doc; awareness: Awareness };
  /** Updates that went out of the page's document since the start. */
  sent(): number;
  change(part: Partial<Ready>): void;
  /** What a repair does: the same words in a new document. */
  repair(): void;
  /** While apart nothing goes between the two; together again both have everything. */
  apart(): void;
  together(): void;
}

interface MemoryProjectOptions {
  /** The document that is shared with the other person. */
  page: 'plan' | 'board';
  role: Role;
  language: 'ko' | 'en';
  /** What the documents hold instead of their seeds. */
  fill: 'demo' | ((docs: Readonly<Record<Kind, Y.Doc>>) => void) | Partial<Record<Kind, Uint8Array | null>>;
  /** Documents that cannot be loaded. */
  missing?: readonly Kind[];
}

export function memoryProject(options: MemoryProjectOptions): MemoryProject {
  const { page, role, missing = [] } = options;
  const docs = filled(options);
  const writers = { info: [], plan: EDITORS, board: EDITORS, talk: [...EDITORS, 'reviewer'] } as const;
  const ready = (kind: Kind, generation: number, doc = docs[kind]): Ready => ({
    phase: 'ready',
    doc,
    awareness: new Awareness(doc),
    generation,
    access: { read: true, write: (writers[kind] as readonly Role[]).includes(role), role },
    live: true,
    schema: 'fits',
    hasContent: true,
    lastSyncAt: Date.now(),
    refused: null,
  });
  const shared = createStore<HandleState>(ready(page, 0));
  const states = new Map(
    DOCUMENTS.map((kind) => [
      `${PROJECT}/${kind}`,
      kind === page
        ? shared
        : createStore<HandleState>(
            missing.includes(kind) ? { phase: 'failed', code: 'UNAVAILABLE' } : ready(kind, 0),
          ),
    ]),
  );
  const current = () => shared.get() as Ready;

  const other = new Y.Doc();
  const otherAwareness = new Awareness(other);
  let sent = 0;
  let joined = true;
  const carry = (update: Uint8Array, origin: unknown, to: Y.Doc) => {
    if (origin !== 'wire' && joined) Y.applyUpdate(to, update, 'wire');
  };
  const join = ({ doc, awareness }: Ready) => {
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc), 'wire');
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'wire') sent += 1;
      carry(update, origin, other);
    });
    other.on('update', (update: Uint8Array, origin: unknown) => carry(update, origin, doc));
    otherAwareness.on(
      'update',
      ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
        const changed = [...added, ...updated, ...removed];
        applyAwarenessUpdate(awareness, encodeAwarenessUpdate(otherAwareness, changed), 'wire');
      },
    );
  };
  join(current());
  otherAwareness.setLocalState({ user: OTHER });

  const device: Partial<Device> = {
    user: ME,
    serverTime: () => Date.now(),
    offline: {
      copies: createStore<ReturnType<Device['offline']['copies']['get']>>(new Map()),
      keep: () => Promise.resolve(),
      looked: () => undefined,
      hasRoom: () => Promise.resolve(true),
      refresh: () => undefined,
    },
    reconnect: () => undefined,
    ledger: createStore([]),
    unacknowledged: () => Promise.resolve([]),
    connection: createStore({ state: 'connected' } as ReturnType<Device['connection']['get']>),
    open(document: string): DocumentHandle {
      const kind = kindOf(document)?.kind;
      if (kind === undefined) throw new Error(`no ${document}`);
      // A project has more documents than these pages show.
      const state = states.get(document) ?? createStore<HandleState>({ phase: 'loading' });
      return {
        document,
        kind,
        state,
        ready: () => Promise.resolve(state.get() as Ready),
        close: () => undefined,
      };
    },
    exportDocument(document: string) {
      const state = states.get(document)?.get();
      return Promise.resolve(state?.phase === 'ready' ? Y.encodeStateAsUpdate(state.doc) : null);
    },
  };
  return {
    device: device as Device,
    current,
    other: { doc: other, awareness: otherAwareness },
    sent: () => sent,
    change: (part) => shared.set({ ...current(), ...part }),
    repair() {
      const doc = new Y.Doc();
      const old = current().doc;
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(old), 'repair');
      // Whoever composes a syllable finishes it in the old one; nothing else is heard of it any more.
      old.destroy();
      old.on('update', (update: Uint8Array) => Y.applyUpdate(doc, update, 'repair'));
      const next = ready(page, current().generation + 1, doc);
      join(next);
      shared.set(next);
    },
    apart: () => (joined = false),
    together() {
      joined = true;
      Y.applyUpdate(current().doc, Y.encodeStateAsUpdate(other), 'wire');
      Y.applyUpdate(other, Y.encodeStateAsUpdate(current().doc), 'wire');
    },
  };
}

function filled({ role, language, fill }: MemoryProjectOptions): Record<Kind, Y.Doc> {
  const facts = { project: PROJECT, template: 'four-acts', language } as const;
  const instead = typeof fill === 'object' ? fill : {};
  const make = (kind: Kind) => {
    const doc = new Y.Doc();
    const update = kind in instead ? instead[kind] : KINDS[kind].seed(facts);
    if (update != null) Y.applyUpdate(doc, update, 'seed');
    return doc;
  };
  const docs = { info: make('info'), plan: make('plan'), board: make('board'), talk: make('talk') };
  if (typeof fill === 'function') fill(docs);
  if (fill === 'demo')
    fillDemo(docs.plan, docs.board, { language, by: ME.id, at: Date.now(), origin: 'demo' });
  const member = { picture: null, joinedAt: 0 };
  writeInfo(
    docs.info,
    {
      name: '서울 골목 커피 30초',
      description: '',
      deadline: null,
      tag: null,
      status: 'active',
      template: 'four-acts',
      language,
      progress: null,
      createdAt: 0,
      members: [
        { ...member, ...ME, role },
        { ...member, ...OTHER, role: 'editor' },
      ],
    },
    'info',
  );
  return docs;
}
