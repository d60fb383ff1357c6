import type { Place } from '@clapper/documents/passages';
import type { ProjectPage } from '../../app/frame/pages.ts';

/** Where in the app a place is shown: the page, what its address asks for, and the element to flash. */
export interface Destination {
  page: ProjectPage;
  /** The video whose room it is. */
  video?: string;
  search: Readonly<Record<string, string>>;
  find: () => Element | null;
}

export function destinationOf(place: Place, words: string): Destination {
  switch (place.type) {
    case 'stage':
      return { page: 'plan', search: { stage: place.stage }, find: () => stageElement(place.stage) };
    case 'words': {
      const find = () => blockElement(stageElement(place.stage), words);
      return { page: 'plan', search: { stage: place.stage }, find };
    }
    case 'shot':
      return { page: 'board', search: { shot: place.shot }, find: () => named('data-shot', place.shot) };
    case 'thread':
      return threadDestination(place);
    case 'event':
      return eventDestination(place.event);
    case 'person':
      return { page: 'members', search: {}, find: () => named('data-person', place.user) };
    case 'video':
      return { page: 'review', video: place.video, search: {}, find: () => null };
    case 'note': {
      const find = () => named('data-note', place.note);
      return { page: 'review', video: place.video, search: { note: place.note }, find };
    }
    default:
      return place satisfies never;
  }
}

function threadDestination({ thread, anchor }: Extract<Place, { type: 'thread' }>): Destination {
  const find = () => named('data-thread-card', thread);
  switch (anchor.type) {
    case 'stage':
    case 'text':
      return { page: 'plan', search: { thread }, find };
    case 'shot':
      return { page: 'board', search: { thread }, find };
    // It stands beside the picture, over the page.
    case 'image':
      return {
        page: 'board',
        search: { thread },
        find: () => named('data-thread-card', thread, '[role="dialog"]'),
      };
    case 'event':
      return { page: 'calendar', search: { thread }, find };
    case 'project':
      return { page: 'overview', search: { thread }, find };
    default:
      return anchor satisfies never;
  }
}

function eventDestination(event: string): Destination {
  // Of a series the day that is shown: `<event>@<date>`.
  const find = () =>
    named('data-event', event) ?? document.querySelector(`main [data-event^="${CSS.escape(event)}@"]`);
  return { page: 'calendar', search: { event }, find };
}

function named(attribute: string, value: string, within = 'main'): Element | null {
  return document.querySelector(`${within} [${attribute}="${CSS.escape(value)}"]`);
}

/** An open stage; a folded one is not where its words are. */
function stageElement(stage: string): Element | null {
  const element = named('data-presence-id', `stage:${stage}`);
  return element?.querySelector('.ProseMirror') ?? null;
}

const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, pre';

/** The block of a page that says this. Others' carets stand in it with their names: then its beginning has to do. */
function blockElement(page: Element | null, words: string): Element | null {
  const said = solid(words);
  const blocks = [...(page?.querySelectorAll(BLOCKS) ?? [])];
  return (
    blocks.find((block) => solid(block.textContent) === said) ??
    blocks.find((block) => solid(block.textContent).includes(said.slice(0, ENOUGH))) ??
    null
  );
}

const ENOUGH = 32;

/** Line breaks are no text in a page. */
function solid(words: string): string {
  return words.replace(/\s+/g, '');
}
