import { z } from 'zod';
import { apiId as uuid, timestamp } from './api-fields.ts';

/** The instance's console, for the system admin: who there is and how much, and no content. */
export const adminUserSchema = z.object({
  id: uuid,
  username: z.string(),
  email: z.string(),
  nickname: z.string(),
  is_admin: z.boolean(),
  is_active: z.boolean(),
  projects: z.int(),
  created_at: timestamp,
  last_login_at: timestamp.nullable(),
});
export const adminUsersSchema = z.object({ users: z.array(adminUserSchema), next: uuid.nullable() });
export const adminUserPatch = z.strictObject({ is_active: z.boolean() });

export const adminProjectSchema = z.object({
  id: uuid,
  name: z.string(),
  status: z.string(),
  creator: z.object({ id: uuid, name: z.string() }),
  members: z.int(),
  /** What its files come to, each counted once. */
  bytes: z.number(),
  created_at: timestamp,
  updated_at: timestamp,
});
export const adminProjectsSchema = z.object({ projects: z.array(adminProjectSchema), next: uuid.nullable() });

export const adminStatsSchema = z.object({
  version: z.string(),
  users: z.int(),
  closed_users: z.int(),
  guests: z.int(),
  projects: z.int(),
  documents: z.int(),
  bytes: z.number(),
  resident_bytes: z.number(),
  open_documents: z.int(),
  active_connections: z.int(),
  refused_updates: z.int(),
  /** Of the last whole minute; null: it is not over. */
  messages_per_second: z.number().nullable(),
  average_response_ms: z.number().nullable(),
});
