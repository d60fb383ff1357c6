import type { Role } from '@clapper/access';
import type {
  ApiInvite,
  ApiParticipant,
  ApiProject,
  ApiSignedIn,
  ApiStudio,
  ApiUser,
  FieldProblem,
} from '@clapper/protocol';
import type { SignedIn } from '../auth/sessions.ts';
import type { Invite, Member, ProjectRow, Studio, User } from '../storage/storage.ts';

/** Rows of the storage as the API says them: snake_case, ISO-8601 UTC, and nothing that was not meant to leave. */
export const iso = (ms: number) => new Date(ms).toISOString();

export function userView(user: User): ApiUser {
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    nickname: user.nickname,
    profile_image_url: user.profileImageUrl,
    is_admin: user.isAdmin,
    created_at: iso(user.createdAt),
  };
}

export function signedInView(
  signedIn: SignedIn,
  joined: { project: ProjectRow; role: Role } | null,
): ApiSignedIn {
  return {
    user: userView(signedIn.user),
    access_token: signedIn.accessToken,
    expires_at: iso(signedIn.expiresAt),
    ...(joined === null ? {} : { joined: joinedView(joined) }),
  };
}

export function joinedView({ project, role }: { project: ProjectRow; role: Role }) {
  return { project: { id: project.id, name: project.name }, role };
}

export function projectView(project: ProjectRow, role: Role): ApiProject {
  return {
    id: project.id,
    studio_id: project.studio,
    name: project.name,
    description: project.description,
    deadline: project.deadline,
    tag: project.tag,
    status: project.status,
    template: project.template,
    language: project.language,
    role,
    created_at: iso(project.createdAt),
    updated_at: iso(project.updatedAt),
  };
}

export function studioView(studio: Studio): ApiStudio {
  return {
    id: studio.id,
    name: studio.name,
    description: studio.description,
    created_at: iso(studio.createdAt),
    updated_at: iso(studio.updatedAt),
  };
}

export function inviteView(invite: Invite, origin: string): ApiInvite {
  return {
    invite_code: invite.code,
    role: invite.role,
    url: `${origin}/join/${invite.code}`,
    expires_at: invite.expiresAt === null ? null : iso(invite.expiresAt),
  };
}

export function participantView(member: Member, withEmail: boolean): ApiParticipant {
  return {
    user: { id: member.user, name: member.name, profile_image_url: member.profileImageUrl },
    role: member.role,
    joined_at: iso(member.joinedAt),
    last_seen_at: member.lastSeenAt === null ? null : iso(member.lastSeenAt),
    ...(withEmail ? { email: member.email } : {}),
  };
}

export function takenProblems(fields: readonly string[]): FieldProblem[] {
  return fields.map((field) => ({ field, code: 'taken' }));
}
