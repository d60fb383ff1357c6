import * as schemas from '@clapper/protocol/api-admin';
import type { z } from 'zod';
import { call } from '../../app/api.ts';

export type AdminUser = z.infer<typeof schemas.adminUserSchema>;
export type AdminProject = z.infer<typeof schemas.adminProjectSchema>;

const page = (path: string, after: string | null) => (after === null ? path : `${path}?after=${after}`);

/** The instance's console over HTTP. */
export const admin = {
  stats: () => call(schemas.adminStatsSchema, 'GET', '/admin/stats'),
  users: (after: string | null) => call(schemas.adminUsersSchema, 'GET', page('/admin/users', after)),
  setActive: (id: string, is_active: boolean) => call(null, 'PATCH', `/admin/users/${id}`, { is_active }),
  projects: (after: string | null) =>
    call(schemas.adminProjectsSchema, 'GET', page('/admin/projects', after)),
  remove: (id: string) => call(null, 'DELETE', `/admin/projects/${id}`),
};
