import { api, type ApiGuestLink } from '@clapper/protocol';
import type { z } from 'zod';
import { call } from '../../../app/api.ts';

const pathOf = (project: string, video: string) => `/projects/${project}/videos/${video}/links`;

/** Links to one video over HTTP. */
export const guestLinks = {
  list: async (project: string, video: string): Promise<ApiGuestLink[]> =>
    (await call(api.guestLinksSchema, 'GET', pathOf(project, video))).links,
  make: (project: string, video: string, body: z.input<typeof api.guestLinkBody>) =>
    call(api.newGuestLinkSchema, 'POST', pathOf(project, video), body),
  end: (project: string, video: string, link: string) =>
    call(null, 'DELETE', `${pathOf(project, video)}/${link}`),
};
