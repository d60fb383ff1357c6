import type { ShotText } from '../board/schema.ts';
import type { ContentNode } from '../plan/content.ts';

/** The demo production in one language: `ko.ts` and `en.ts` tell the same film, each in its own words. */
export interface DemoWords {
  name: string;
  description: string;
  /** One page per stage. */
  stages: readonly (readonly ContentNode[])[];
  /** As many per stage as DEMO_SHOTS has. */
  shots: readonly (readonly Readonly<Record<ShotText, string>>[])[];
}
