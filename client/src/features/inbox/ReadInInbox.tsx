import { readInbox } from '@clapper/documents';
import { userDocument } from '@clapper/protocol';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { useSeen } from '../threads/use-seen.ts';
import { useMarking } from './use-marking.ts';

/** What the inbox tells of a note is read where the note is open before somebody. Draws nothing. */
export function ReadInInbox({ note }: { note: string }) {
  const home = useDocument(userDocument(useMe().id, 'home'));
  const { mark } = useMarking(home);
  const told = (useRead(home, readInbox) ?? []).filter(
    ({ thread, state }) => thread === note && state === 'unread',
  );
  useSeen(told.length > 0, () => mark(told, 'read'));
  return null;
}
