import { ordinalOfLabel, type Clip } from '../timecode/index.ts';

/** The colours that Resolve knows markers by; what the others have is mapped. */
export const MARKER_COLORS = [
  'blue',
  'cyan',
  'green',
  'yellow',
  'red',
  'pink',
  'purple',
  'fuchsia',
  'rose',
  'lavender',
  'sky',
  'mint',
  'lemon',
  'sand',
  'cocoa',
  'cream',
] as const;

export type MarkerColor = (typeof MARKER_COLORS)[number];

/** A note as editing programs see it. Which notes go out, internal ones never, is the caller's to choose. */
export interface Marker {
  id: string;
  /** From 0; of no meaning where it is not {@link timed}. */
  frame: number;
  /** Exclusive; null: a point. */
  endFrame: number | null;
  author: string;
  words: string;
  replies: readonly { author: string; words: string }[];
  color: MarkerColor;
  resolved: boolean;
  tags: readonly string[];
  priority: string;
  /** The day by which it is to be seen to, `2026-11-10`. */
  due: string | null;
  /** Whether it speaks of a frame; else of the whole video, and no editing program has a place for it. */
  timed: boolean;
}

/** What is written out: the notes of one cut. */
export interface MarkerSheet {
  title: string;
  clip: Clip;
  /** How long the cut is; null where nobody knows. */
  frames: number | null;
  /** Where the timeline begins in the editing program, in frames after 00:00:00:00; null: {@link usualStart}. */
  start: number | null;
  markers: readonly Marker[];
}

/** Where timelines begin: as the file does, else at the hour, the habit of editing programs. */
export function usualStart(clip: Clip): number {
  return clip.startFrame > 0 ? clip.startFrame : ordinalOfLabel('01:00:00:00', clip)!;
}

/** In the order of the timeline. */
export function timedOf(markers: readonly Marker[]): Marker[] {
  return markers
    .filter((marker) => marker.timed)
    .toSorted((a, b) => a.frame - b.frame || (a.id < b.id ? -1 : 1));
}

/** Exclusive, and at least the frame itself. */
export function endOf({ frame, endFrame }: Pick<Marker, 'frame' | 'endFrame'>): number {
  return Math.max(endFrame ?? 0, frame + 1);
}

/** How long the timeline must be to hold them all. */
export function framesOf({ frames, markers }: MarkerSheet): number {
  return timedOf(markers).reduce((most, marker) => Math.max(most, endOf(marker)), Math.max(frames ?? 0, 1));
}

/** Done is green everywhere. */
export const shownColor = (marker: Marker): MarkerColor => (marker.resolved ? 'green' : marker.color);
