import {
  api as schemas,
  asClapperError,
  type ApiBlame,
  type ApiInvite,
  type ApiNewCalendarFeed,
  type ApiParticipant,
  type ApiProject,
  type ApiUser,
  type ApiVersion,
} from '@clapper/protocol';
import type { InviteRole, Role } from '@clapper/access';
import type { z } from 'zod';
import { request, requestBytes, type Method } from './http.ts';
import { session } from './session.ts';

/** A call as the person who is signed in. A token that died meanwhile is renewed once. */
export async function call<T>(
  schema: z.core.$ZodType<T> | null,
  method: Method,
  path: string,
  body?: unknown,
): Promise<T> {
  return (await withToken((token) => request(schema, method, path, { body, token }))).value;
}

async function withToken<T>(ask: (token: string) => Promise<T>): Promise<T> {
  const token = await session.token();
  try {
    return await ask(token);
  } catch (error) {
    if (asClapperError(error).code !== 'UNAUTHENTICATED') throw error;
    session.forgetToken(token);
    return ask(await session.token());
  }
}

async function open<T>(schema: z.core.$ZodType<T>, path: string): Promise<T> {
  return (await request(schema, 'GET', path)).value;
}

export type AccessRequest = z.infer<typeof schemas.accessRequestsSchema>['requests'][number];
export type OpenInvitation = z.infer<typeof schemas.openInvitationsSchema>['invitations'][number];
export type SignedInDevice = z.infer<typeof schemas.sessionsSchema>['sessions'][number];
export type InvitePreview = z.infer<typeof schemas.invitePreviewSchema>;
type ProjectBody = z.input<typeof schemas.projectBody>;
type ProjectPatch = z.input<typeof schemas.projectPatch>;

function pathOf(document: string, rest: string): string {
  const [project, kind] = document.split('/');
  return `/projects/${project}/documents/${kind}/${rest}`;
}

/** The HTTP API as the app uses it: commands, and the few facts that are in no document. */
export const api = {
  // Before anybody is signed in.
  instance: () => open(schemas.instanceSchema, '/instance'),
  invitePreview: (code: string) => open(schemas.invitePreviewSchema, `/invites/${encodeURIComponent(code)}`),

  // What happened, further back than the project's feed.
  activity: (project: string, ask: { user: string | null; targetType: string | null; before: string }) => {
    const query = new URLSearchParams({ before: ask.before });
    if (ask.user !== null) query.set('user', ask.user);
    if (ask.targetType !== null) query.set('target_type', ask.targetType);
    return call(schemas.activitySchema, 'GET', `/projects/${project}/activity?${query.toString()}`);
  },

  // What was done in the last so many days, in numbers.
  insights: (project: string, days: number) =>
    call(schemas.insightsSchema, 'GET', `/projects/${project}/insights?days=${days}`),

  // Oneself.
  saveProfile: async (body: z.input<typeof schemas.profileBody>): Promise<ApiUser> =>
    (await call(schemas.sessionSchema, 'PUT', '/users/profile', body)).user,
  savePortrait: async (picture: File | null): Promise<ApiUser> => {
    const form = new FormData();
    if (picture !== null) form.set('image', picture);
    const path = '/users/profile/image';
    const saved =
      picture === null
        ? await call(schemas.sessionSchema, 'DELETE', path)
        : await call(schemas.sessionSchema, 'POST', path, form);
    return saved.user;
  },
  changePassword: (body: z.input<typeof schemas.changePasswordBody>) =>
    call(null, 'PUT', '/auth/password', body),
  mailSettings: () => call(schemas.mailSettingsSchema, 'GET', '/users/mail'),
  resumeMail: () => call(schemas.mailSettingsSchema, 'PUT', '/users/mail', { stopped: false }),
  pushSettings: () => call(schemas.pushSettingsSchema, 'GET', '/users/push'),
  keepPush: (body: z.input<typeof schemas.pushSubscriptionBody>) =>
    call(schemas.pushSettingsSchema, 'PUT', '/users/push', body),
  endPush: () => call(null, 'DELETE', '/users/push'),
  devices: async (): Promise<SignedInDevice[]> =>
    (await call(schemas.sessionsSchema, 'GET', '/auth/sessions')).sessions,
  endDevice: (id: string) => call(null, 'DELETE', `/auth/sessions/${id}`),

  // Projects.
  createProject: (body: ProjectBody): Promise<ApiProject> =>
    call(schemas.projectSchema, 'POST', '/projects', body),
  saveProject: (id: string, body: ProjectPatch): Promise<ApiProject> =>
    call(schemas.projectSchema, 'PUT', `/projects/${id}`, body),
  deleteProject: (id: string) => call(null, 'DELETE', `/projects/${id}`),
  /** What belongs to it, as far as a page shows it: scratch documents are for scripts. */
  documents: async (project: string): Promise<string[]> =>
    (await call(schemas.documentsSchema, 'GET', `/projects/${project}/documents`)).documents
      .filter(({ kind }) => kind !== 'scratch')
      .map(({ id }) => id),
  join: (code: string) => call(schemas.joinedProjectSchema, 'POST', '/projects/join', { invite_code: code }),

  // Members.
  participants: async (project: string): Promise<ApiParticipant[]> =>
    (await call(schemas.participantsSchema, 'GET', `/projects/${project}/participants`)).participants,
  setRole: (project: string, user: string, role: Role) =>
    call(null, 'PATCH', `/projects/${project}/participants/${user}`, { role }),
  removeMember: (project: string, user: string) =>
    call(null, 'DELETE', `/projects/${project}/participants/${user}`),
  invite: async (project: string): Promise<ApiInvite | null> =>
    (await call(schemas.currentInviteSchema, 'GET', `/projects/${project}/invite`)).invite,
  createInvite: (
    project: string,
    body: { role: InviteRole; expires_at: string | null },
  ): Promise<ApiInvite> => call(schemas.inviteSchema, 'POST', `/projects/${project}/invite`, body),
  endInvite: (project: string) => call(null, 'DELETE', `/projects/${project}/invite`),
  inviteByMail: (body: z.input<typeof schemas.invitationsBody>) =>
    call(schemas.invitationBatchSchema, 'POST', '/invitations', body),
  invitations: async (project: string): Promise<OpenInvitation[]> =>
    (await call(schemas.openInvitationsSchema, 'GET', `/projects/${project}/invitations`)).invitations,
  withdrawInvitation: (project: string, id: string) =>
    call(null, 'DELETE', `/projects/${project}/invitations/${id}`),
  accessRequests: async (project: string): Promise<AccessRequest[]> =>
    (await call(schemas.accessRequestsSchema, 'GET', `/projects/${project}/access-requests`)).requests,
  askForAccess: (project: string, role: InviteRole) =>
    call(null, 'POST', `/projects/${project}/access-requests`, { role }),
  dismissRequest: (project: string, user: string) =>
    call(null, 'DELETE', `/projects/${project}/access-requests/${user}`),

  // The calendar's address for other programs.
  calendarFeed: async (project: string): Promise<{ created_at: string } | null> =>
    (await call(schemas.currentCalendarFeedSchema, 'GET', `/projects/${project}/calendar/feed`)).feed,
  makeCalendarFeed: (project: string): Promise<ApiNewCalendarFeed> =>
    call(schemas.newCalendarFeedSchema, 'POST', `/projects/${project}/calendar/feed`),
  endCalendarFeed: (project: string) => call(null, 'DELETE', `/projects/${project}/calendar/feed`),

  // The past of a document, named by its id: `<project>/plan`.
  versions: async (document: string): Promise<ApiVersion[]> =>
    (await call(schemas.versionsSchema, 'GET', pathOf(document, 'versions'))).versions,
  nameVersion: (document: string, name: string): Promise<ApiVersion> =>
    call(schemas.versionSchema, 'POST', pathOf(document, 'versions'), { name }),
  /** Null takes the name away. */
  renameVersion: (document: string, version: string, name: string | null): Promise<ApiVersion> =>
    call(schemas.versionSchema, 'PATCH', pathOf(document, `versions/${version}`), { name }),
  keepBeforeRestore: (document: string): Promise<ApiVersion> =>
    call(schemas.versionSchema, 'POST', pathOf(document, 'versions'), { reason: 'restore' }),
  versionState: (document: string, version: string): Promise<Uint8Array> =>
    withToken((token) => requestBytes(pathOf(document, `versions/${version}/state`), token)),
  blame: (document: string): Promise<ApiBlame> => call(schemas.blameSchema, 'GET', pathOf(document, 'blame')),
};
