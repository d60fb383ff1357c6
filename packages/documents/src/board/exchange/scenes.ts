import { SHOT_LIMITS, SHOT_TEXTS } from '../schema.ts';
import { cutText, SHOT_FILE_LIMITS, type ShotReading, type ShotTrouble } from './proposal.ts';

/** A paragraph of a screenplay, whatever program wrote it. */
export interface ScriptPart {
  type: 'heading' | 'action' | 'character' | 'parenthetical' | 'dialogue' | 'note';
  text: string;
  /** Of a heading that has one: '8A'. */
  number: string;
}

/** A scene is proposed as a shot: its heading is the title, what is spoken stands with who says it. */
export function shotsOfScript(parts: readonly ScriptPart[]): ShotReading {
  const scenes: (Record<'title' | 'action' | 'dialogue' | 'notes', string[]> & { number: string })[] = [];
  let speaker = '';
  for (const part of parts) {
    const { text, number } = part;
    if (part.type === 'heading' || scenes.length === 0) {
      scenes.push({
        title: part.type === 'heading' ? [text] : [],
        action: [],
        dialogue: [],
        notes: [],
        number,
      });
      if (scenes.length > SHOT_FILE_LIMITS.shots) return { ok: false, code: 'too_many_shots' };
    }
    const scene = scenes.at(-1)!;
    switch (part.type) {
      case 'heading':
        break;
      case 'action':
        scene.action.push(text);
        break;
      case 'note':
        scene.notes.push(text);
        break;
      case 'character':
        speaker = text;
        break;
      case 'parenthetical':
        speaker = `${speaker} ${text}`.trim();
        break;
      case 'dialogue':
        scene.dialogue.push(speaker === '' ? text : `${speaker}: ${text}`);
        break;
      default:
        part.type satisfies never;
    }
  }
  if (scenes.length === 0) return { ok: false, code: 'no_shots' };
  const troubles: ShotTrouble[] = [];
  const shots = scenes.map((scene, index) => {
    const fields: Partial<Record<(typeof SHOT_TEXTS)[number], string>> = {};
    for (const field of SHOT_TEXTS) {
      const text = scene[field].join(field === 'action' ? '\n\n' : '\n');
      if (text.length > SHOT_LIMITS[field]) troubles.push({ shot: index + 1, code: 'too_long', field });
      if (text !== '') fields[field] = cutText(text, SHOT_LIMITS[field]);
    }
    return { id: null, number: scene.number, stage: null, fields };
  });
  return { ok: true, shots, troubles };
}
