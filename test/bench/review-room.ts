import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signInAs } from '../harness/app.ts';
import { launchChromium } from '../harness/browser.ts';
import { makeClip } from '../harness/clips.ts';
import { newMember, newProject, signUp } from '../harness/people.ts';
import { addFilm, atFrame, NOTE_FIELD } from '../harness/review-room.ts';
import { startServer } from '../harness/server.ts';
import type { Row } from './report.ts';
import { percentileOf } from './stats.ts';

const NOTES = 40;
const ROUNDS = 7;

/** A device that was never here opens a review: until its first frame is shown and a note can be written. */
export async function reviewRoom(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'clapper-room-'));
  const [server, chromium] = await Promise.all([
    startServer({ env: { LOG_LEVEL: 'warn' } }),
    launchChromium({ windows: true }),
  ]);
  try {
    const clip = await makeClip(folder, { name: 'room', rate: '24', frames: 720 });
    const owner = await signUp(server.url, '김하늘');
    const project = await newProject(owner);
    const maker = await signInAs(chromium, server.url, owner, { locale: 'en-GB' });
    await maker.page.goto(`/p/${project}/review`);
    await addFilm(maker.page, 'Add video', clip);
    const room = new URL(maker.page.url()).pathname;
    await maker.page.getByText('Your server is preparing the video.').waitFor({ state: 'detached' });
    for (let note = 0; note < NOTES; note++) {
      const said = {
        video_id: room.split('/').at(-1),
        timestamp: (note * 29) / NOTES,
        content: `Note ${note}`,
      };
      const { status } = await owner.call('POST', '/feedbacks', { project_id: project, ...said });
      if (status !== 201) throw new Error(`a note was answered with ${status}`);
    }
    await maker.context.close();

    const reviewer = await newMember(server.url, owner, project, 'reviewer', '이서진');
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { context, page } = await signInAs(chromium, server.url, reviewer);
      const start = performance.now();
      await page.goto(room, { waitUntil: 'commit' });
      await Promise.all([
        atFrame(page, '0'),
        page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2),
        page.locator(NOTE_FIELD).fill('A'),
      ]);
      times.push(performance.now() - start);
      await context.close();
    }
    const value = percentileOf(times, 0.5);
    const load = `a film and ${NOTES} notes, empty cache`;
    const figure = 'first frame shown and a note can be written, ms';
    return [
      {
        ...{ bench: 'review room', load, figure },
        ...{ values: { Clapper: value }, bar: '< 2 s', met: value < 2_000 },
      },
    ];
  } finally {
    await chromium.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
