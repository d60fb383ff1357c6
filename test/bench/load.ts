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
  /** Of the server's processor time, in microseconds for each edit that reached one other person. */
  cpuPerDelivery: number;
  /** Frames that arrived at clients. */
  frames: number;
  /** How much of the load's rate could be sent: below 1 the machine is at its end, not only the server. */
  pace: number;
}

/** Moments of each interval in which people send. */
const SLICES = 10;
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
  const people: LightClient[] = [];
  for (let document = 0; document < load.documents; document++) {
    for (let person = 0; person < load.people; person++) {
      const me = people.length;
      const client = await peer.connect(`load-${document}`);
      people.push(client);
      client.onFrame = (frame) => {
        frames++;
        const now = performance.now();
        findMarks(frame, (index) => {
          const at = sentAt[index];
          if (at !== undefined && at > 0 && author[index] !== me) latencies.add(now - at);
        });
      };
    }
  }
  const messages = prepare(load, people);
  // Joining has its own frames; the load begins when they are through.
  await sleep(300);
  frames = 0;

  const cpuBefore = cpuTime(peer.pid);
  const start = performance.now();
  const gap = 1_000 / load.rate;
  let sent = 0;
  for (let round = 0; round < load.rate * load.seconds; round++) {
    // In slices of the interval, so that people do not all press a key in the same millisecond.
    for (let slice = 0; slice < SLICES; slice++) {
      const due = start + gap * (round + slice / SLICES);
      const wait = due - performance.now();
      if (wait > 0) await sleep(wait);
      else await new Promise((resolve) => setImmediate(resolve));
      for (let i = slice; i < people.length; i += SLICES) {
        sentAt[sent] = performance.now();
        author[sent] = i;
        people[i]!.send(messages[sent]!);
        sent++;
      }
    }
  }
  const took = performance.now() - start;
  const cpu = (cpuTime(peer.pid) - cpuBefore) / took;
  const expected = sent * (load.people - 1);
  const deadline = performance.now() + DRAIN_MS;
  while (latencies.count < expected && performance.now() < deadline) await sleep(20);
  const spent = cpuTime(peer.pid) - cpuBefore;
  for (const client of people) client.close();
  return {
    latencies,
    delivered: latencies.count / expected,
    cpu,
    cpuPerDelivery: (spent * 1_000) / expected,
    frames,
    pace: (load.seconds * 1_000) / took,
  };
}

/** All that is going to be sent, in that order: what making it costs must not stand beside the servers. */
function prepare({ rate, seconds, what }: LoadOptions, people: readonly LightClient[]): Uint8Array[] {
  const writers = people.map((client) => (what === 'edits' ? editor(client) : mover(client)));
  const messages: Uint8Array[] = [];
  for (let round = 0; round < rate * seconds; round++) {
    for (let slice = 0; slice < SLICES; slice++) {
      for (let i = slice; i < people.length; i += SLICES) messages.push(writers[i]!(mark(messages.length)));
    }
  }
  return messages;
}

/** The frame of the next edit or move. */
type Writer = (mark: string) => Uint8Array;

function editor(client: LightClient): Writer {
  const doc = new Y.Doc();
  const text = doc.getText('t');
  let made: Uint8Array = new Uint8Array();
  doc.on('update', (update: Uint8Array) => (made = update));
  return (mark) => {
    text.insert(text.length, mark);
    return client.update(made);
  };
}

function mover(client: LightClient): Writer {
  const awareness = new Awareness(new Y.Doc());
  clearInterval(awareness._checkInterval as NodeJS.Timeout);
  return (mark) => {
    awareness.setLocalState({ cursor: { x: 0.5, y: 0.25, mark } });
    return client.awareness(encodeAwarenessUpdate(awareness, [awareness.clientID]));
  };
}
