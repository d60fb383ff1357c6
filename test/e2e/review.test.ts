import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBoard, readStages, setShots } from '@clapper/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAs, type User } from '../harness/app.ts';
import { violationsOf } from '../harness/axe.ts';
import { makeClip } from '../harness/clips.ts';
import { Desk } from '../harness/desk.ts';
import { newDevice } from '../harness/devices.ts';
import { newMember } from '../harness/people.ts';
import { countReactCommits, reactAtRest, reactCommits } from '../harness/react-commits.ts';
import {
  addFilm,
  atFrame,
  barsOf,
  drawRectangle,
  frameOf,
  goTo,
  isDrawnOn,
  NOTE_FIELD as FIELD,
} from '../harness/review-room.ts';
import { until } from '../harness/wait.ts';
import { openStudio, type Studio } from './studio.ts';

/** The seed's time: thirty seconds into the video, at 24 frames a second. */
const AT = { seconds: '0:30', frame: '720', timecode: '00:00:30:00' };

describe('the review room', () => {
  let studio: Studio;
  let folder: string;
  let clip: string;
  let second: string;
  let mina: User;
  let jun: User;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clapper-review-'));
    [studio, clip, second] = await Promise.all([
      openStudio(),
      makeClip(folder, { name: '골목 커피', rate: '24', frames: 960 }),
      makeClip(folder, { name: 'second', rate: '24', frames: 900, sound: true }),
    ]);
    const { browser, server, owner, project } = studio;
    const reviewer = await newMember(server.url, owner, project, 'reviewer', 'Jun');
    mina = await signInAs(browser, server.url, owner);
    jun = await signInAs(browser, server.url, reviewer);
  });

  afterAll(async () => {
    await studio.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('a note at 0:30 with its picture arrives live; its marker leads to the frame, and the answer comes back', async () => {
    await mina.page.goto(`/p/${studio.project}/review`);
    await addFilm(mina.page, 'Add video', clip);
    const address = new URL(mina.page.url()).pathname;

    await goTo(mina.page, AT.seconds);
    const words = `The umbrella comes first ${Date.now()}`;
    await mina.page.locator(FIELD).fill(words);
    await drawRectangle(mina.page);
    await mina.page.getByTestId('submit-comment').click();
    const own = mina.page.getByTestId('comment-list').getByText(words);
    await own.waitFor();

    await jun.page.goto(address);
    await jun.page.getByTestId('comment-list').getByText(words).waitFor();
    await jun.page.getByTestId('screenshot-canvas').and(jun.page.locator('img')).first().waitFor();
    // The video itself, from the server, piece by piece.
    expect(await jun.page.getByTestId('video-canvas').getAttribute('src')).toContain('/api/v1/blobs/');
    await jun.page.getByTestId('feedback-marker-1').click();
    await atFrame(jun.page, AT.frame);
    expect(await jun.page.getByTestId('video-timestamp').textContent()).toBe(AT.timecode);
    await until(() => isDrawnOn(jun.page), { what: 'the rectangle on the frame', timeout: 20_000 });
    await jun.page.locator('body').press('ArrowRight');
    await until(async () => !(await isDrawnOn(jun.page)), { what: 'the next frame to be clean' });
    await jun.page.locator('body').press('ArrowLeft');
    await jun.page.locator(FIELD).fill('This looks good!');
    await jun.page.getByTestId('submit-comment').click();

    await mina.page.getByTestId('comment-list').getByText('This looks good!').waitFor();
    // A picture that is still on its way is asked for, and not there yet.
    const complaints = [...mina.complaints, ...jun.complaints].filter((one) => !one.includes('404'));
    expect(complaints).toEqual([]);
  });

  it('keys go frame by frame and by the second, also back; what is typed elsewhere is nobody’s key', async () => {
    const { page } = mina;
    await goTo(page, '10');
    await page.locator('body').press('ArrowRight');
    await atFrame(page, '11');
    await page.locator('body').press('Shift+ArrowRight');
    await atFrame(page, '35');
    await page.locator('body').press('Home');
    await atFrame(page, '0');
    await page.locator('body').press('c');
    await page.keyboard.type('jkl');
    expect(await page.locator(FIELD).inputValue()).toBe('jkl');
    await page.locator(FIELD).fill('');
    await atFrame(page, '0');
  });

  it('whoever follows another watches with them, to the frame and while they play; the first own key ends it', async () => {
    await jun.page.getByRole('button', { name: /^Mina · .*: follow$/ }).click();
    await jun.page.getByText('Following Mina').waitFor();
    await goTo(mina.page, '200');
    await atFrame(jun.page, '200');
    await mina.page.getByText('Jun watches with you').waitFor();
    await mina.page.getByTestId('play-button').click();
    await jun.page.getByTestId('video-playing').waitFor({ state: 'attached' });
    await mina.page.getByTestId('play-button').click();
    await jun.page.getByTestId('video-playing').waitFor({ state: 'detached' });
    await until(async () => (await frameOf(jun.page)) === (await frameOf(mina.page)), {
      what: 'both to stand at one frame',
    });

    const stood = Number(await frameOf(jun.page));
    await jun.page.locator('body').press('ArrowRight');
    await atFrame(jun.page, String(stood + 1));
    await jun.page.getByText('Following Mina').waitFor({ state: 'detached' });
    await goTo(mina.page, '300');
    // On his timeline her playhead goes on without him.
    await jun.page.locator('[data-person][data-frame="300"]').waitFor({ state: 'attached' });
    expect(await frameOf(jun.page)).toBe(String(stood + 1));
  });

  it('a laser pointer is seen by whoever is at about that frame, under its name, until it has faded; no move of it is drawn by React', async () => {
    await countReactCommits(jun.page.context());
    await jun.page.reload();
    await jun.page.getByTestId('play-button').waitFor();
    await goTo(jun.page, '310');
    await goTo(mina.page, '300');
    await mina.page.locator('body').press('t');
    await mina.page.getByRole('button', { name: /^Laser pointer/, pressed: true }).waitFor();
    const picture = (await mina.page.getByTestId('laser-layer').boundingBox())!;
    const point = (x: number, y: number) =>
      mina.page.mouse.move(picture.x + x * picture.width, picture.y + y * picture.height, { steps: 10 });
    await point(0.2, 0.5);
    const flag = jun.page.locator('[data-laser]');
    await flag.filter({ hasText: 'Mina' }).waitFor();
    await reactAtRest(jun.page);
    const before = await reactCommits(jun.page);
    await point(0.7, 0.25);
    await until(
      () => flag.evaluate((one) => one.style.left === '70%' && one.style.top === '25%').catch(() => false),
      { what: 'the pointer to be where she points' },
    );
    expect((await reactCommits(jun.page)) - before).toBe(0);
    await flag.waitFor({ state: 'detached' });

    // Who is elsewhere in the film is shown nothing.
    await goTo(jun.page, '600');
    await reactAtRest(jun.page);
    await point(0.4, 0.4);
    await mina.page.locator('canvas[data-pointing="0"]').waitFor({ state: 'attached' });
    expect(await flag.count()).toBe(0);
    await mina.page.keyboard.press('Escape');
    await mina.page.getByRole('button', { name: /^Laser pointer/, pressed: false }).waitFor();
  });

  it('what is drawn on the frames around shows through on request, in the tint of its side', async () => {
    const { page } = mina;
    const drawnOn = (side: string) => page.locator(`[data-ghost="${side}"]`);
    await goTo(page, '725');
    expect(await drawnOn('earlier').count()).toBe(0);
    await page.locator('body').press('g');
    await page.locator('[data-ghost="earlier"][data-count="1"]').waitFor();
    // The room's key, and not the first of two that lead to another page.
    await page.locator('body').press('c');
    await page.locator(`${FIELD}:focus`).waitFor();
    await page.locator(FIELD).blur();
    expect(new URL(page.url()).pathname).toContain('/review/');
    expect(await drawnOn('later').getAttribute('data-count')).toBe('0');
    await page.locator('body').press('Home');
    await page.locator('[data-ghost="later"][data-count="1"]').waitFor();
    await page.locator('body').press('g');
    await drawnOn('later').waitFor({ state: 'detached' });
  });

  it('the board’s shots stand under the film as soon as they have lengths: a click goes to one, and they fold away', async () => {
    const { page } = mina;
    expect(await page.getByTestId('shot-strip').count()).toBe(0);
    const device = await newDevice({ server: studio.server.url, account: studio.owner });
    const plan = await Desk.open(device, `${studio.project}/plan`);
    const board = await Desk.open(device, `${studio.project}/board`);
    const shots = readBoard(board.doc, readStages(plan.doc).stages).shots.map(({ id }) => id);
    setShots(board.doc, shots, { duration: 3 }, 'test');
    await board.saved();
    await device.close();
    const strip = page.getByTestId('shot-strip');
    await strip.waitFor();
    const box = (await strip.boundingBox())!;
    // Forty seconds of film: ten seconds in, the fourth shot, which begins at nine.
    await page.mouse.click(box.x + box.width / 4, box.y + box.height / 2);
    await atFrame(page, '216');
    expect(await strip.locator('[data-current]').textContent()).toBe('4');
    expect(await strip.getAttribute('aria-valuetext')).toBe('Shot 4');
    await strip.press('ArrowRight');
    await atFrame(page, '288');
    await page.getByRole('button', { name: 'Shots of the board', exact: true }).click();
    await strip.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Shots of the board', exact: true }).click();
    await strip.waitFor();
  });

  it('who watches says of a cut that it is approved, or asks for changes; everybody sees who, what came since, and that a new cut ends it', async () => {
    const [said, seen] = [jun.page, mina.page];
    const seenIs = (words: string) => seen.getByRole('main').getByText(words, { exact: true }).waitFor();
    await said.getByRole('button', { name: 'Approve v1' }).click();
    await said.getByRole('menuitem', { name: 'Approve v1' }).click();
    await seenIs('Approved');
    await seen.getByRole('img', { name: /^Jun · approved/ }).waitFor();
    await seen.locator(FIELD).fill('The logo is late');
    await seen.getByTestId('submit-comment').click();
    await seenIs('Approved, 1 note since');
    await said.getByRole('button', { name: 'v1 approved' }).click();
    await said.getByRole('menuitem', { name: 'Ask for changes' }).waitFor();
    expect(await violationsOf(said, { notAsked: ['region'] })).toEqual([]);
    await said.getByRole('menuitem', { name: 'Ask for changes' }).click();
    await seenIs('Changes asked for');
    await said.getByRole('button', { name: 'I asked for changes' }).click();
    await said.getByRole('menuitem', { name: 'Approve v1' }).click();
    // Two devices' clocks differ by as long as a message takes: the note may seem to have come behind it.
    await seen
      .getByRole('main')
      .getByText(/^Approved(, 1 note since)?$/)
      .waitFor();
  });

  it('two cuts are compared frame by frame, each way there is', async () => {
    const { page } = mina;
    await goTo(jun.page, '48');
    await jun.page.locator(FIELD).fill('In the middle of a sentence');
    await addFilm(page, 'Add a cut…', second);
    // Whoever watches, writes or draws is not taken to it.
    await jun.page.getByText('v2 has come.').waitFor();
    await jun.page.getByRole('button', { name: /^Cut v1/ }).waitFor();
    await atFrame(jun.page, '48');
    await jun.page.getByTestId('submit-comment').click();
    await jun.page.getByTestId('comment-list').getByText('In the middle of a sentence').waitFor();
    await page.getByText('v1 was approved, this one not yet', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Approve v2' }).waitFor();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByTestId('compared-video').waitFor();
    await goTo(page, '123');
    await atFrame(page, '123');
    await until(async () => (await barsOf(page)).join() === '123,123', {
      what: 'both cuts to show frame 123',
    });
    for (const way of ['Wipe', 'Overlay', 'Difference']) {
      await page.getByTestId('compare-bar').getByText(way, { exact: true }).click();
      await page.getByRole('button', { name: 'One frame forward' }).click();
    }
    await until(async () => (await barsOf(page)).join() === '126,126', {
      what: 'both cuts to show frame 126',
    });
    await page.getByRole('button', { name: 'Stop comparing' }).click();
    await page.getByTestId('compared-video').waitFor({ state: 'detached' });
  });

  it('what is heard of a film stands under its pictures, and nothing under those of a silent one', async () => {
    const { page } = mina;
    const wave = page.getByTestId('waveform');
    await wave.waitFor();
    await page.getByRole('button', { name: /^Cut v2/ }).click();
    await page.getByRole('menuitem', { name: /^Cut v1/ }).click();
    await wave.waitFor({ state: 'detached' });
    await page.getByTestId('play-button').waitFor();
    expect(await wave.count()).toBe(0);
  });

  it('a film that stops coming is said to be away, not that it cannot be played, and goes on where one was when it comes again', async () => {
    const { page } = jun;
    await goTo(page, '300');
    await atFrame(page, '300');
    await page.route(/\/api\/v1\/blobs\/[0-9a-f]{64}\?/, (route) => route.abort('connectionreset'));
    // The browser let go of what it had, as it does with large films.
    await page.locator('video').evaluate((video: HTMLVideoElement) => video.load());
    await page.getByText(/^The video is not on this device, and there is no network/).waitFor();
    await page.unrouteAll();
    await until(async () => (await barsOf(page)).join() === '300', { what: 'the frame one was at' });
    expect(await page.getByText(/^The video is not on this device/).count()).toBe(0);
  });
});
