import { personColor } from './colors.ts';
import { elementId } from './doing.ts';
import type { PresencePlane } from './plane.ts';
import { readTabs, type PersonTab } from './project-people.ts';

/**
 * What others are at has their colour around it, where the page offers the place for it
 * (`data-presence-outline`). A style sheet does it: it follows every layout, and no component is drawn again.
 */
export function paintOutlines(plane: PresencePlane): () => void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  let written = '';
  const draw = () => {
    const rules = outlineRules([...readTabs(plane.awarenesses(), plane.me).values()]);
    if (rules !== written) sheet.replaceSync(rules);
    written = rules;
  };
  draw();
  const stop = plane.subscribe(draw);
  return () => {
    stop();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}

/** Of two at the same place the first by id is shown: their cards say the names. */
export function outlineRules(tabs: readonly Pick<PersonTab, 'id' | 'doing'>[]): string {
  const owners = new Map<string, string>();
  for (const { id, doing } of tabs.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const element = doing.at === null ? null : elementId(doing.at);
    if (element !== null && !owners.has(element)) owners.set(element, id);
  }
  return [...owners]
    .map(([element, person]) => {
      const [light, dark] = [personColor(person, 'light').color, personColor(person, 'dark').color];
      // Security: ids are read as letters, digits and dashes only (`doing.ts`).
      const place = `[data-presence-outline="${element}"]:not(:focus-visible)`;
      return `${place}{outline:2px solid light-dark(${light},${dark});outline-offset:-2px}`;
    })
    .join('\n');
}
