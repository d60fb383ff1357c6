import { parentPort } from 'node:worker_threads';
import { inspectFile } from './inspect.ts';
import type { MediaAnswer, MediaTask } from './media-threads.ts';

/** The thread of `media-threads.ts`: looks into files and makes pictures of pictures. */
parentPort!.on('message', (task: MediaTask) => {
  void run(task)
    .catch((error: unknown): MediaAnswer => ({ ok: false, reason: String(error) }))
    .then((answer) => parentPort!.postMessage(answer));
});

async function run(task: MediaTask): Promise<MediaAnswer> {
  switch (task.do) {
    case 'inspect':
      return { ok: true, result: await inspectFile(task.path) };
    case 'display': {
      const { writeDisplay } = await import('./pictures.ts');
      await writeDisplay(task.path, task.to, task.whole);
      return { ok: true, result: null };
    }
    case 'portrait': {
      const { portraitOf } = await import('./pictures.ts');
      return { ok: true, result: await portraitOf(task.path) };
    }
  }
}
