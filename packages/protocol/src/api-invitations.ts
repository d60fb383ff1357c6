import { z } from 'zod';
import { INVITE_ROLES } from '@clapper/access';
import { apiId as uuid, timestamp } from './api-fields.ts';

/** Asking people in by mail: `/invitations`, and what of it stands open in a project. */
const role = z.enum(INVITE_ROLES);

export const invitationsBody = z.object({
  project_id: uuid,
  /** Each is judged by itself: one that is no address stops none of the others. */
  emails: z.array(z.string().max(320)).min(1).max(100),
  role: role.default('reviewer'),
  message: z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().max(1_000))
    .default(''),
  expires_at: timestamp.nullable().optional(),
});

/** Why an address gets no mail. None of them says whether it has an account elsewhere on this server. */
export const INVITATION_FAILURES = [
  'invalid',
  'duplicate',
  'member',
  'invited',
  'limited',
  'mail_off',
] as const;
export type InvitationFailure = (typeof INVITATION_FAILURES)[number];

export const invitationBatchSchema = z.object({
  batch_id: uuid,
  total: z.int(),
  queued: z.int(),
  failed: z.array(z.object({ email: z.string(), reason: z.enum(INVITATION_FAILURES) })),
});

export const verifiedInvitationSchema = z.discriminatedUnion('valid', [
  z.object({
    valid: z.literal(true),
    project: z.object({ id: uuid, name: z.string() }),
    role,
    /** Good for an hour in place of the invitation's own token, as `invite_code`; it opens nothing by itself. */
    guest_token: z.string(),
    expires_at: timestamp,
  }),
  z.object({
    valid: z.literal(false),
    project: z.null(),
    role: z.null(),
    guest_token: z.null(),
    expires_at: z.null(),
  }),
]);

export const openInvitationsSchema = z.object({
  invitations: z.array(
    z.object({
      id: uuid,
      email: z.string(),
      role,
      /** Null: they have no account any more. */
      invited_by: z.object({ id: uuid, name: z.string() }).nullable(),
      created_at: timestamp,
      expires_at: timestamp,
    }),
  ),
});
