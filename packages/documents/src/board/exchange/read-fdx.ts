import { childOf, childrenOf, readXml, type XmlElement } from '../../exchange/read-xml.ts';
import type { ShotReading } from './proposal.ts';
import { shotsOfScript, type ScriptPart } from './scenes.ts';

const TYPES: Readonly<Record<string, ScriptPart['type']>> = {
  'Scene Heading': 'heading',
  Shot: 'heading',
  Action: 'action',
  General: 'action',
  Character: 'character',
  Parenthetical: 'parenthetical',
  Dialogue: 'dialogue',
};

/** Screenplays of Final Draft. */
export function readFdx(file: string): ShotReading {
  const xml = readXml(file);
  if (!xml.ok) {
    if (xml.code === 'too_large' || xml.code === 'has_entities') return { ok: false, code: xml.code };
    return { ok: false, code: 'unreadable' };
  }
  if (xml.root.name !== 'FinalDraft') return { ok: false, code: 'unreadable' };
  const paragraphs = childrenOf(childOf(xml.root, 'Content'), 'Paragraph');
  return shotsOfScript(paragraphs.flatMap(partsOf));
}

/** Two who speak at once stand in a paragraph of their own. */
function partsOf(paragraph: XmlElement): ScriptPart[] {
  const inner = childrenOf(childOf(paragraph, 'DualDialogue'), 'Paragraph').flatMap(partsOf);
  const type = Object.hasOwn(TYPES, paragraph.attributes['Type'] ?? '')
    ? TYPES[paragraph.attributes['Type']!]
    : undefined;
  const text = childrenOf(paragraph, 'Text')
    .map((each) => each.text)
    .join('')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  if (type === undefined || text === '') return inner;
  return [{ type, text, number: paragraph.attributes['Number']?.trim() ?? '' }, ...inner];
}
