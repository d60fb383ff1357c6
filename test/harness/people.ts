import {
  api,
  newId,
  type ApiGuestSignedIn,
  type ApiProject,
  type ApiSignedIn,
  type Language,
  type ProjectTemplate,
} from '@clapper/protocol';
import type { GuestRole, InviteRole } from '@clapper/access';

/** Somebody with an account on a running server, and a token that is renewed when it gets old. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
  /** As the device's `token` option wants it. */
  token(): Promise<string>;
  /** One call of the HTTP API as this person. */
  call<T = unknown>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
}

const PASSWORD = 'correct horse battery';
let made = 0;

/** Registers somebody new; `invite` also joins the project behind the code. */
export async function signUp(server: string, name: string, invite?: string): Promise<Account> {
  const username = `person${++made}-${newId().slice(-6)}`;
  const answer = await call<ApiSignedIn>(server, null, 'POST', '/auth/register', {
    username,
    email: `${username}@example.org`,
    password: PASSWORD,
    nickname: name,
    ...(invite === undefined ? {} : { invite_code: invite }),
  });
  if (answer.status !== 201) throw new Error(`no account for ${name}: ${JSON.stringify(answer.body)}`);
  let signedIn = api.signedInSchema.parse(answer.body);
  const token = async () => {
    if (Date.parse(signedIn.expires_at) - Date.now() > 60_000) return signedIn.access_token;
    const again = await call(server, null, 'POST', '/auth/login', { login: username, password: PASSWORD });
    signedIn = api.signedInSchema.parse(again.body);
    return signedIn.access_token;
  };
  return {
    id: signedIn.user.id,
    name,
    login: username,
    password: PASSWORD,
    token,
    call: async (method, path, body) => call(server, await token(), method, path, body),
  };
}

interface ProjectOptions {
  name?: string;
  template?: ProjectTemplate;
  language?: Language;
}

/** A project of the owner's; gives its id. */
export async function newProject(owner: Account, options: ProjectOptions = {}): Promise<string> {
  const answer = await owner.call<ApiProject>('POST', '/projects', { name: 'Alley coffee', ...options });
  if (answer.status !== 201) throw new Error(`no project: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

/** A code that opens the project. A project has one: asking again replaces it. */
export async function inviteCode(owner: Account, project: string, role: InviteRole): Promise<string> {
  const answer = await owner.call<{ invite_code: string }>('POST', `/projects/${project}/invite`, { role });
  if (answer.status !== 201) throw new Error(`no invite: ${JSON.stringify(answer.body)}`);
  return answer.body.invite_code;
}

/** Somebody new in the project, joined by link. */
export async function newMember(
  server: string,
  owner: Account,
  project: string,
  role: InviteRole,
  name: string,
): Promise<Account> {
  return signUp(server, name, await inviteCode(owner, project, role));
}

/** Somebody without an account, through a link to one video that is made for them. */
export async function enterByLink(
  server: string,
  owner: Account,
  { project, video, role, name }: { project: string; video: string; role: GuestRole; name: string },
): Promise<Pick<Account, 'id' | 'name' | 'token'>> {
  const path = `/projects/${project}/videos/${video}/links`;
  const link = await owner.call<{ id: string; url: string }>('POST', path, { role });
  const said = { secret: link.body.url.split('#')[1], name };
  const came = await call<ApiGuestSignedIn>(server, null, 'POST', `/guest/${link.body.id}/enter`, said);
  if (came.status !== 201) throw new Error(`no guest ${name}: ${JSON.stringify(came.body)}`);
  const { guest, access_token } = came.body;
  return { ...guest, token: () => Promise.resolve(access_token) };
}

async function call<T>(
  server: string,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${server}/api/v1${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
}
