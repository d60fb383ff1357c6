import * as Y from 'yjs';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuTime, type Peer } from './peers.ts';
import { Latencies } from './stats.ts';
import { findMarks, mark, type LightClient } from './wire.ts';

export interface LoadOptions {
  documents: number;
  people: number;
  /** Edits (or moves) of each person in each second. */
  rate: number;
  seconds: number;
  what: 'edits' | 'presence';
}

export interface LoadResult {
  /** From handing the edit to the socket until another person's socket has it. */
  latencies: Latencies;
  /** Of what should have arrived until the end of the drain. */
  delivered: number;
  /** Of one core, while the load ran. */
  cpu: number;
  /** Frames that arrived at clients. */
  frames: number;
}

/** What has not arrived so long after the last was sent counts as lost. */
const DRAIN_MS = 3_000;

/** Everybody in every document sends at their own moment of each interval; everybody else of it listens. */
export async function runLoad(peer: Peer, load: LoadOptions): Promise<LoadResult> {
  const total = load.documents * load.people * load.rate * load.seconds;
  const sentAt = new Float64Array(total);
  /** Some servers send a writer what it wrote: that does not count. */
  const author = new Int32Array(total);
  const latencies = new Latencies();
  let frames = 0;
  let sent = 0;
  const writers: Writer[] = [];
  for (let document = 0; document < load.documents; document++) {
    for (let person = 0; person < load.people; person++) {
      const client = await peer.connect(`load-${document}`);
      const me = writers.length;
      writers.push(load.what === 'edits' ? editor(client) : mover(client));
      client.onFrame = (frame) => {
        frames++;
        findMarks(frame, (index) => {
          const at = sentAt[index];
          if (at !== undefined && at > 0 && author[index] !== me) latencies.add(performance.now() - at);
        });
      };
    }
  }
  // Joining has its own frames; the load begins when they are through.
  await sleep(300);
  frames = 0;

  const cpuBefore = cpuTime(peer.pid);
  const start = performance.now();
  const gap = 1_000 / load.rate;
  for (let round = 0; round < load.rate * load.seconds; round++) {
    // In slices of the interval, so that people do not all press a key in the same millisecond.
    for (let slice = 0; slice < SLICES; slice++) {
      const due = start + gap * (round + slice / SLICES);
      const wait = due - performance.now();
      if (wait > 0) await sleep(wait);
      else await new Promise((resolve) => setImmediate(resolve));
      for (let i = slice; i < writers.length; i += SLICES) {
        sentAt[sent] = performance.now();
        author[sent] = i;
        writers[i]!(mark(sent));
        sent++;
      }
    }
  }
  const cpu = (cpuTime(peer.pid) - cpuBefore) / (performance.now() - start);
  const expected = sent * (load.people - 1);
  const deadline = performance.now() + DRAIN_MS;
  while (latencies.count < expected && performance.now() < deadline) await sleep(20);
  for (const client of clients.splice(0)) client.close();
  return { latencies, delivered: latencies.count / expected, cpu, frames };
}

const SLICES = 10;

type Writer = (mark: string) => void;
const clients: LightClient[] = [];

function editor(client: LightClient): Writer {
  clients.push(client);
  const doc = new Y.Doc();
  const text = doc.getText('t');
  doc.on('update', (update: Uint8Array) => client.sendUpdate(update));
  return (mark) => text.insert(text.length, mark);
}

function mover(client: LightClient): Writer {
  clients.push(client);
  const awareness = new Awareness(new Y.Doc());
  clearInterval(awareness._checkInterval as NodeJS.Timeout);
  return (mark) => {
    awareness.setLocalState({ cursor: { x: 0.5, y: 0.25, mark } });
    client.sendAwareness(encodeAwarenessUpdate(awareness, [awareness.clientID]));
  };
}
