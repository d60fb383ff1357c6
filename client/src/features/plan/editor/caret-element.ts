/** How long a name stands beside a caret after it moved; the pointer brings it back. */
const NAME_MS = 2_500;

/** What a person looks like. */
export interface CaretLook {
  /** CSS variables `--person` and `--on-person`. */
  style(userId: string): string;
  /** Words of a caret whose person cannot be seen any more. */
  lastSeen(name: string, at: number): string;
}

export interface Caret {
  readonly element: HTMLElement;
  /** `lastSeenAt` null: the person is here. */
  show(person: { id: string; name: string }, look: CaretLook, lastSeenAt: number | null): void;
  moved(): void;
  forget(): void;
}

/**
 * One element per person for as long as the editor lives: a caret that is drawn anew at every key press
 * would flicker and lose its fading.
 */
export function createCaret(): Caret {
  const element = document.createElement('span');
  const flag = document.createElement('span');
  element.className = 'plan-caret';
  flag.className = 'plan-caret-name';
  // A word joiner on both sides: without it the browser may break the line at the caret.
  element.append('\u2060', flag, '\u2060');
  let fading: ReturnType<typeof setTimeout> | undefined;

  const moved = () => {
    element.dataset['fresh'] = '';
    clearTimeout(fading);
    fading = setTimeout(() => delete element.dataset['fresh'], NAME_MS);
  };
  moved();
  return {
    element,
    moved,
    show(person, look, lastSeenAt) {
      element.setAttribute('style', look.style(person.id));
      element.dataset['user'] = person.id;
      if (lastSeenAt === null) delete element.dataset['gone'];
      else element.dataset['gone'] = '';
      const words = lastSeenAt === null ? person.name : look.lastSeen(person.name, lastSeenAt);
      if (flag.textContent !== words) flag.textContent = words;
    },
    forget: () => clearTimeout(fading),
  };
}
