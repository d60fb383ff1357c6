import { readIcs, type IcsReading, type ReadIcs } from '@clapper/documents/ics';

/** Beside the page: ten megabytes of somebody else's text must not hold it up, nor end it. */
export interface ReadRequest extends ReadIcs {
  file: Uint8Array;
}

addEventListener('message', ({ data: { file, zone } }: MessageEvent<ReadRequest>) => {
  const reading: IcsReading = readIcs(file, { zone });
  postMessage(reading);
});
