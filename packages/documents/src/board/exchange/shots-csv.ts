import { csvOf, readCsv } from '../../csv/index.ts';
import { parseDuration } from '../duration.ts';
import { isOmitted, type Shot } from '../reads.ts';
import {
  SHOT_ANGLES,
  SHOT_LIMITS,
  SHOT_MOVEMENTS,
  SHOT_SIZES,
  SHOT_STATUSES,
  SHOT_TEXTS,
} from '../schema.ts';
import {
  cutText,
  SHOT_FILE_LIMITS,
  type ProposedFields,
  type ShotProposal,
  type ShotReading,
  type ShotTrouble,
} from './proposal.ts';

const COLUMNS = [
  'id',
  'number',
  'stage',
  'title',
  'action',
  'dialogue',
  'notes',
  'duration',
  'size',
  'angle',
  'movement',
  'lens',
  'status',
  'assignee',
] as const;

type Column = (typeof COLUMNS)[number];

/** What tables of other people call these; a column that nobody knows is passed over. */
const CALLED: Readonly<Record<string, Column>> = {
  shot: 'number',
  'shot number': 'number',
  scene: 'number',
  no: 'number',
  'no.': 'number',
  '#': 'number',
  번호: 'number',
  컷: 'number',
  '컷 번호': 'number',
  단계: 'stage',
  제목: 'title',
  name: 'title',
  description: 'action',
  액션: 'action',
  내용: 'action',
  화면: 'action',
  sound: 'dialogue',
  대사: 'dialogue',
  메모: 'notes',
  비고: 'notes',
  note: 'notes',
  길이: 'duration',
  시간: 'duration',
  length: 'duration',
  'shot size': 'size',
  사이즈: 'size',
  크기: 'size',
  앵글: 'angle',
  'camera angle': 'angle',
  움직임: 'movement',
  무빙: 'movement',
  move: 'movement',
  렌즈: 'lens',
  상태: 'status',
};

export interface ShotTable {
  shots: readonly Shot[];
  stageName: (id: string) => string;
  nameOf: (user: string) => string;
}

/** What stands as the status of a shot that is omitted: nothing else is said of it. */
const OMITTED = 'omitted';

/**
 * The board as a table. Durations are seconds, values the words of the API: it reads back as it is, and omitted numbers are
 * passed over.
 */
export function writeShotsCsv({ shots, stageName, nameOf }: ShotTable): string {
  const rows = shots.map((shot) =>
    isOmitted(shot)
      ? omittedRow(shot, stageName(shot.place.stage))
      : [
          shot.id,
          shot.number,
          stageName(shot.place.stage),
          shot.title,
          shot.action,
          shot.dialogue,
          shot.notes,
          shot.duration,
          shot.size,
          shot.angle,
          shot.movement,
          shot.lens,
          shot.status,
          shot.assignee === null ? null : nameOf(shot.assignee),
        ],
  );
  return csvOf([COLUMNS, ...rows]);
}

function omittedRow(shot: Shot, stage: string): (string | null)[] {
  const values: Partial<Record<Column, string>> = {
    id: shot.id,
    number: shot.number,
    stage,
    status: OMITTED,
  };
  return COLUMNS.map((column) => values[column] ?? null);
}

export function readShotsCsv(file: string): ShotReading {
  const csv = readCsv(file);
  if (!csv.ok) return { ok: false, code: csv.code === 'too_large' ? 'too_large' : 'unreadable' };
  const [head = [], ...lines] = csv.rows;
  const columns = head.map(columnOf);
  const status = columns.indexOf('status');
  const rows = lines.filter((row) => row[status]?.trim().toLowerCase() !== OMITTED);
  if (!columns.includes('title') && !columns.includes('action')) return { ok: false, code: 'unreadable' };
  if (rows.length === 0) return { ok: false, code: 'no_shots' };
  if (rows.length > SHOT_FILE_LIMITS.shots) return { ok: false, code: 'too_many_shots' };
  const troubles: ShotTrouble[] = [];
  const shots = rows.map((row, index): ShotProposal => {
    const cell = (column: Column): string | null => {
      const at = columns.indexOf(column);
      return at < 0 ? null : (row[at] ?? '').trim();
    };
    const id = cell('id');
    return {
      id: id === null || id === '' || id.length > 64 ? null : id,
      number: (cell('number') ?? '').slice(0, 20),
      stage: cell('stage')?.slice(0, 200) || null,
      fields: fieldsOf(cell, (code, field) => troubles.push({ shot: index + 1, code, field })),
    };
  });
  return { ok: true, shots, troubles };
}

function columnOf(name: string): Column | null {
  const plain = name.normalize('NFKC').trim().toLowerCase();
  return COLUMNS.find((column) => column === plain) ?? (Object.hasOwn(CALLED, plain) ? CALLED[plain]! : null);
}

function fieldsOf(
  cell: (column: Column) => string | null,
  trouble: (code: ShotTrouble['code'], field: keyof ProposedFields) => void,
): ProposedFields {
  const fields: ProposedFields = {};
  for (const field of SHOT_TEXTS) {
    const text = cell(field);
    if (text === null) continue;
    if (text.length > SHOT_LIMITS[field]) trouble('too_long', field);
    fields[field] = cutText(text, SHOT_LIMITS[field]);
  }
  const one = <Value extends string>(
    column: Column & keyof ProposedFields,
    known: readonly Value[],
  ): Value | null | undefined => {
    const text = cell(column);
    if (text === null || text === '') return text === null ? undefined : null;
    const plain = text.toLowerCase().replaceAll(/[\s_]+/g, '-');
    const value = known.find((each) => each.toLowerCase() === plain);
    if (value === undefined) trouble('unknown_value', column);
    return value;
  };
  const [size, angle, movement] = [
    one('size', SHOT_SIZES),
    one('angle', SHOT_ANGLES),
    one('movement', SHOT_MOVEMENTS),
  ];
  if (size !== undefined) fields.size = size;
  if (angle !== undefined) fields.angle = angle;
  if (movement !== undefined) fields.movement = movement;
  const status = one('status', SHOT_STATUSES);
  if (status) fields.status = status;
  const lens = cell('lens');
  if (lens !== null) fields.lens = lens === '' ? null : cutText(lens, SHOT_LIMITS.lens);
  const length = cell('duration');
  if (length === '') fields.duration = null;
  else if (length !== null) {
    const seconds = parseDuration(length);
    if (seconds === null) trouble('unknown_value', 'duration');
    else fields.duration = seconds;
  }
  return fields;
}
