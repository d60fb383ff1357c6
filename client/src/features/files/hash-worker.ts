import { hashBlob } from '@clapper/device/files';

self.onmessage = ({ data }: MessageEvent<Blob>) => {
  hashBlob(data).then(
    (hash) => self.postMessage({ hash }),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
};
