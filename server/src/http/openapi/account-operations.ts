import { z } from 'zod';
import { api } from '@clapper/protocol';
import * as admin from '@clapper/protocol/api-admin';
import * as sync from '@clapper/protocol/api-sync';
import { DONE, type Operations } from './operation.ts';

const PAGE = { limit: 'How many, the newest first', before: '`next` of the page in front of it' };
const AFTER = { limit: 'How many, the oldest first', after: '`next` of the page in front of it' };
const user = z.object({ user: api.userSchema });

export const ACCOUNT_OPERATIONS: readonly Operations[] = [
  {
    tag: 'Sign in',
    calls: {
      'GET /instance': {
        summary: 'What a sign-in page may know',
        open: true,
        answers: { 200: api.instanceSchema },
      },
      'POST /auth/register': {
        summary: 'Make an account; with an invite code also join its project',
        open: true,
        body: api.registerBody,
        answers: { 201: api.signedInSchema },
      },
      'POST /auth/login': {
        summary: 'Sign in by e-mail or username',
        open: true,
        body: api.loginBody,
        answers: { 200: api.signedInSchema },
      },
      'POST /auth/refresh': {
        summary: 'A new access token for the refresh cookie',
        open: true,
        answers: { 200: api.signedInSchema },
      },
      'POST /auth/logout': { summary: 'End the session of the refresh cookie', open: true, answers: DONE },
      'GET /auth/session': { summary: 'Who is signed in', answers: { 200: api.sessionSchema } },
      'GET /auth/sessions': { summary: 'Where one is signed in', answers: { 200: api.sessionsSchema } },
      'DELETE /auth/sessions/:id': { summary: 'End one of one’s sessions', answers: DONE },
      'PUT /auth/password': {
        summary: 'Change the password; every other session ends',
        body: api.changePasswordBody,
        answers: DONE,
      },
      'POST /sync': {
        summary: 'One step of keeping a document equal without a socket',
        body: sync.pollBody,
        answers: { 200: sync.pollSchema },
      },
      'POST /sync/tickets': {
        summary: 'A ticket for one socket, for programs that can set no subprotocol',
        body: api.ticketBody,
        answers: { 201: api.ticketSchema },
      },
    },
  },
  {
    tag: 'Oneself',
    calls: {
      'GET /users/profile': { summary: 'One’s own profile', answers: { 200: user } },
      'PUT /users/profile': {
        summary: 'Change it',
        body: api.profileBody,
        answers: { 200: user },
      },
      'POST /users/profile/image': {
        summary: 'A picture of oneself: field `image`; it is made small',
        body: 'form',
        answers: { 200: user },
      },
      'DELETE /users/profile/image': { summary: 'Take it back', answers: { 200: user } },
      'GET /users/mail': { summary: 'Whether mails come', answers: { 200: api.mailSettingsSchema } },
      'PUT /users/mail': {
        summary: 'Stop or resume them',
        body: api.mailSettingsBody,
        answers: { 200: api.mailSettingsSchema },
      },
      'GET /users/push': {
        summary: 'Whether this session’s device is woken',
        answers: { 200: api.pushSettingsSchema },
      },
      'PUT /users/push': {
        summary: 'Wake it',
        body: api.pushSubscriptionBody,
        answers: { 200: api.pushSettingsSchema },
      },
      'DELETE /users/push': { summary: 'Wake it no more', answers: DONE },
      'GET /studios': { summary: 'One’s own studios', answers: { 200: api.studiosSchema } },
      'POST /studios': { summary: 'Make one', body: api.studioBody, answers: { 201: api.studioSchema } },
      'GET /studios/:id': { summary: 'One of them', answers: { 200: api.studioSchema } },
      'PUT /studios/:id': {
        summary: 'Change it',
        body: api.studioBody.partial(),
        answers: { 200: api.studioSchema },
      },
    },
  },
  {
    tag: 'Notifications',
    calls: {
      'GET /notifications': {
        summary: 'What concerns one',
        query: { ...PAGE, state: '`unread`, `read` or `archived`' },
        answers: { 200: api.notificationsSchema },
      },
      'POST /notifications/marks': {
        summary: 'Read, put away or take up again',
        body: api.notificationMarksBody,
        answers: { 200: z.object({ unread_count: z.int() }) },
      },
      'GET /mail/unsubscribe/:token': {
        summary: 'The page behind the link of a mail',
        open: true,
        answers: { 200: 'page' },
      },
      'POST /mail/unsubscribe/:token': {
        summary: 'End mails with one click',
        open: true,
        body: 'form',
        answers: { 200: 'page' },
      },
    },
  },
  {
    tag: 'Administration',
    calls: {
      'GET /admin/users': {
        summary: 'Everybody with an account; for the system admin, as all of these',
        query: AFTER,
        answers: { 200: admin.adminUsersSchema },
      },
      'PATCH /admin/users/:id': {
        summary: 'Close an account with all its sessions, or open it again',
        body: admin.adminUserPatch,
        answers: DONE,
      },
      'GET /admin/projects': {
        summary: 'All projects: who made them and how large they are',
        query: AFTER,
        answers: { 200: admin.adminProjectsSchema },
      },
      'DELETE /admin/projects/:id': { summary: 'Remove one for good, whoever owns it', answers: DONE },
      'GET /admin/stats': {
        summary: 'How much there is, and how busy it is',
        answers: { 200: admin.adminStatsSchema },
      },
    },
  },
];
