import type { EventPerson, EventType } from '@clapper/documents';
import type { Occurrence } from '@clapper/documents/calendar';

/** Types as the legend has them: some share a colour and a line. */
export const LEGEND = [
  { name: 'shoot', types: ['shoot'] },
  { name: 'pickup', types: ['pickup'] },
  { name: 'prep', types: ['prep'] },
  { name: 'edit', types: ['edit'] },
  { name: 'review', types: ['review'] },
  { name: 'deadline', types: ['delivery', 'deadline'] },
  { name: 'milestone', types: ['milestone'] },
  { name: 'off', types: ['dayOff', 'travel'] },
] as const satisfies readonly { name: string; types: readonly EventType[] }[];

export type LegendName = (typeof LEGEND)[number]['name'];

/** What is not shown. */
export interface Filter {
  hiddenTypes: readonly LegendName[];
  /** As `personKey` names them. */
  hiddenPeople: readonly string[];
  /** Empty: no words are looked for. */
  words: string;
}

export const EVERYTHING: Filter = { hiddenTypes: [], hiddenPeople: [], words: '' };

/** An account by its id, anybody else by name. */
export function personKey({ user, name }: EventPerson): string {
  return user ?? `name:${name.trim().toLowerCase()}`;
}

export function legendOf(type: EventType): LegendName {
  return LEGEND.find(({ types }) => (types as readonly EventType[]).includes(type))!.name;
}

export function isFiltering({ hiddenTypes, hiddenPeople, words }: Filter): boolean {
  return hiddenTypes.length > 0 || hiddenPeople.length > 0 || words.trim() !== '';
}

/** What is for several people is shown while one of them is. */
export function matches({ event }: Occurrence, { hiddenTypes, hiddenPeople, words }: Filter): boolean {
  if (hiddenTypes.includes(legendOf(event.type))) return false;
  const people = event.people.map(personKey);
  if (people.length > 0 && people.every((key) => hiddenPeople.includes(key))) return false;
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return true;
  const said = [event.title, event.location, event.description, ...event.people.map(({ name }) => name)];
  return said.some((text) => text.toLowerCase().includes(wanted));
}
