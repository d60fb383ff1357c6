import type { Shape, Shot, Take } from '@clapper/documents';
import type { ApiAnnotation, ApiDrawnShape, ApiImage, ApiScene } from '@clapper/protocol';
import { iso } from './views.ts';

/** Shots, takes and what is drawn on them, as the API tells of them. */
export function sceneView(project: string, shot: Shot): ApiScene {
  const { id, number, place, title, action, dialogue, notes } = shot;
  return {
    id,
    project_id: project,
    scene_number: number,
    stage_id: place.stage,
    title,
    description: action,
    dialogue,
    notes,
    duration: shot.duration,
    size: shot.size,
    angle: shot.angle,
    movement: shot.movement,
    lens: shot.lens,
    status: shot.status,
    assignee_id: shot.assignee,
    created_by: shot.createdBy,
    created_at: shot.createdAt === null ? null : iso(shot.createdAt),
  };
}

export function imageView(
  document: string,
  { id, shot, layer, number, picture, note, createdBy, createdAt }: Take,
  { current, names }: { current: Take | null; names: ReadonlyMap<string, string> },
): ApiImage {
  return {
    id,
    scene_id: shot,
    type: layer,
    version_number: number,
    is_current: current?.id === id,
    file_url: `/api/v1/blobs/${picture.hash}?document=${encodeURIComponent(document)}`,
    file_name: picture.name,
    file_size: picture.bytes,
    width: picture.width,
    height: picture.height,
    format: picture.type.replace('image/', ''),
    change_description: note,
    uploaded_by: { id: createdBy, name: names.get(createdBy) ?? '' },
    uploaded_at: iso(createdAt),
  };
}

export function shapeView({
  type,
  points,
  color,
  width,
  text,
}: Pick<Shape, 'type' | 'points' | 'color' | 'width' | 'text'>): ApiDrawnShape {
  return { type, coordinates: points, style: { color, width }, ...(text === '' ? {} : { text }) };
}

export function annotationView(shape: Shape, names: ReadonlyMap<string, string>): ApiAnnotation {
  const { id, of, authorId, createdAt } = shape;
  return {
    id,
    image_id: of,
    user: { id: authorId, name: names.get(authorId) ?? '' },
    ...shapeView(shape),
    created_at: iso(createdAt),
  };
}
