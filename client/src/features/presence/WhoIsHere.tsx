import { useEffect, useState } from 'react';
import { useDevice, useStore } from '../../app/device-context.tsx';
import { useProject } from '../../app/project-context.tsx';
import type { AvatarState } from './Avatar.tsx';
import { Comings } from './Comings.tsx';
import { PeopleStack, type PersonHere } from './PeopleStack.tsx';
import { usePlane, type PresencePlane } from './plane.ts';
import { usePeopleHere, type ProjectPerson } from './project-people.ts';
import { useWhere } from './where.ts';

/** Everybody else who has this project open: where they are, and a press away from going with them. */
export default function WhoIsHere() {
  const plane = usePlane();
  return plane === null ? null : <Here plane={plane} />;
}

function Here({ plane }: { plane: PresencePlane }) {
  const { people, seenAt } = useLastKnown(usePeopleHere());
  const following = useStore(plane.following);
  const words = useWhere();
  const shown = people.map((person): PersonHere => {
    const { id, name, guest } = person;
    const state: AvatarState =
      seenAt !== null ? 'lastSeen' : id === following ? 'following' : stateOf(person);
    return { id, name, guest, state, where: words(person, seenAt), canFollow: seenAt === null };
  });
  return (
    <>
      <PeopleStack
        people={shown}
        onFollow={(id) => plane.following.set(plane.following.get() === id ? null : id)}
      />
      <Comings people={people} offline={seenAt !== null} />
    </>
  );
}

function stateOf({ attention }: ProjectPerson): AvatarState {
  return attention === 'here' ? 'here' : 'idle';
}

/** Offline, and when one was removed, nobody can know who is there: the last ones seen stay, hollow, with the time. */
function useLastKnown(present: readonly ProjectPerson[]): {
  people: readonly ProjectPerson[];
  seenAt: number | null;
} {
  const { infoState } = useProject();
  const removed = infoState.phase === 'ready' && infoState.refused !== null;
  const connected = useStore(useDevice().connection).state === 'connected' && !removed;
  const [last, setLast] = useState<{ people: readonly ProjectPerson[]; at: number }>({ people: [], at: 0 });
  useEffect(() => {
    if (!connected) return;
    return () => setLast({ people: present, at: Date.now() });
  }, [connected, present]);
  return connected ? { people: present, seenAt: null } : { people: last.people, seenAt: last.at };
}
