import { z } from 'zod';
import { apiId, drawnShape, person, timestamp } from './api-fields.ts';

/**
 * The board, as the older API speaks of it: shots are scenes, takes are images, what is drawn on them annotations.
 * Which values there are and how long they may be is the documents' to say: their writes refuse the same to everybody,
 * so that a limit stands in one place.
 */
const sceneTexts = {
  title: z.string(),
  description: z.string(),
  dialogue: z.string(),
  notes: z.string(),
};
const sceneValues = {
  /** Seconds. */
  duration: z.number().nullable(),
  size: z.string().nullable(),
  angle: z.string().nullable(),
  movement: z.string().nullable(),
  lens: z.string().nullable(),
  status: z.string(),
  assignee_id: z.string().nullable(),
};
const scenePlace = {
  /** Of the plan; a new scene without one stands in the last. */
  stage_id: z.string(),
  /** The scene it shall stand in front of; null: at the end of its stage. */
  before: apiId.nullable(),
};
export const sceneBody = z.object({ ...sceneTexts, ...sceneValues, ...scenePlace }).partial();

export const sceneSchema = z.object({
  id: z.string(),
  project_id: z.string(),
  /** A label: it changes when scenes are moved. */
  scene_number: z.string(),
  stage_id: z.string(),
  ...sceneTexts,
  ...sceneValues,
  /** Null: it came with the board. */
  created_by: z.string().nullable(),
  created_at: timestamp.nullable(),
});
export const scenesSchema = z.object({ scenes: z.array(sceneSchema) });

const layer = z.enum(['lineart', 'art']);

/** What is said of a picture that comes along in a form, as its field `image`. */
export const imageFields = z.object({ type: layer, change_description: z.string().optional() });
/** One that was uploaded for the board before. */
export const imageBody = imageFields.extend({ hash: z.string() });

export const imageSchema = z.object({
  id: z.string(),
  scene_id: z.string(),
  type: layer,
  /** Which of its kind it is, the deleted ones counted. */
  version_number: z.int(),
  /** The one that the scene shows. */
  is_current: z.boolean(),
  file_url: z.string(),
  file_name: z.string(),
  file_size: z.int(),
  width: z.int(),
  height: z.int(),
  /** `jpeg`, `png`, `webp`, `gif`, `avif`. */
  format: z.string(),
  change_description: z.string(),
  uploaded_by: person,
  uploaded_at: timestamp,
});
export const imagesSchema = z.object({ images: z.array(imageSchema) });
export const imageHistorySchema = z.object({ history: z.array(imageSchema) });

export const annotationBody = drawnShape;
export const annotationPatch = drawnShape.omit({ type: true }).partial();
export const annotationSchema = drawnShape.extend({
  id: z.string(),
  image_id: z.string(),
  user: person,
  created_at: timestamp,
});
export const annotationsSchema = z.object({ annotations: z.array(annotationSchema) });

/** Talk at a project or at a scene. */
export const remarkBody = z.object({
  content: z.string(),
  parent_id: apiId.optional(),
  /** Those whose name stands in the content behind an @. */
  mentions: z.array(apiId).optional(),
});
export const remarkPatch = z.object({ content: z.string() });

const remark = z.object({
  id: z.string(),
  project_id: z.string(),
  scene_id: z.string().nullable(),
  parent_id: z.string().nullable(),
  user: person,
  /** Empty where it was deleted or taken from sight: its place stays for what others answered. */
  content: z.string(),
  mentions: z.array(person),
  reactions: z.record(z.string(), z.array(z.string())),
  is_edited: z.boolean(),
  is_deleted: z.boolean(),
  created_at: timestamp,
  updated_at: timestamp,
});
export const remarkSchema = remark.extend({
  is_resolved: z.boolean(),
  /** All of its thread, the oldest first; `parent_id` says which answers which. */
  replies: z.array(remark),
});
export const remarksSchema = z.object({ comments: z.array(remarkSchema) });

export type ApiScene = z.infer<typeof sceneSchema>;
export type ApiSceneBody = z.infer<typeof sceneBody>;
export type ApiImage = z.infer<typeof imageSchema>;
export type ApiAnnotation = z.infer<typeof annotationSchema>;
export type ApiDrawnShape = z.infer<typeof drawnShape>;
export type ApiRemark = z.infer<typeof remark>;
export type ApiThread = z.infer<typeof remarkSchema>;
