import type { Anchor } from '@clapper/documents';
import type { DraftPlace } from './drafts.ts';
import type { Because, FollowPlace } from './standing.ts';

/** What a thread is about as a whole, on pages that place their threads below one another. */
export type Subject =
  | { type: 'project' }
  /** `people`: whose it is. */
  | { type: 'shot'; id: string; stage: string; because: Because; people: readonly string[] }
  /** `parts`: the other events of its series; what was said of one holds for all. */
  | { type: 'event'; id: string; parts: readonly string[]; people: readonly string[] };

export function anchorOf(subject: Subject): Anchor {
  switch (subject.type) {
    case 'project':
      return { type: 'project' };
    case 'shot':
      return { type: 'shot', shot: subject.id };
    case 'event':
      return { type: 'event', event: subject.id };
    default:
      return subject satisfies never;
  }
}

export function isAbout(anchor: Anchor, subject: Subject): boolean {
  switch (anchor.type) {
    case 'project':
      return subject.type === 'project';
    // What is said of its pictures is said of the shot.
    case 'shot':
    case 'image':
      return subject.type === 'shot' && subject.id === anchor.shot;
    case 'event':
      return subject.type === 'event' && [subject.id, ...subject.parts].includes(anchor.event);
    case 'stage':
    case 'text':
      return false;
    default:
      return anchor satisfies never;
  }
}

/** Who hears of a new thread there without being named. */
export function hearersOf(subject: Subject): readonly string[] {
  return subject.type === 'project' ? [] : subject.people;
}

/** Where the unsent first words of a new thread are kept. */
export function placeOf(subject: Subject): DraftPlace {
  return subject.type === 'project' ? 'new/project' : `new/${subject.type}/${subject.id}`;
}

export function followPlaceOf(subject: Subject, projectId: string): FollowPlace {
  const project = { type: 'project', id: projectId } as const;
  switch (subject.type) {
    case 'project':
      return { own: { chain: [project], because: 'named' }, within: [project] };
    case 'shot': {
      const shot = { type: 'shot', id: subject.id } as const;
      const chain = [shot, { type: 'stage', id: subject.stage }, project] as const;
      return { own: { chain, because: subject.because }, within: chain };
    }
    case 'event':
      return { own: null, within: [project] };
    default:
      return subject satisfies never;
  }
}
