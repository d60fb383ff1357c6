import { z } from 'zod';
import { api } from '@clapper/protocol';
import { DONE, type Operations } from './operation.ts';

export const PROJECT_OPERATIONS: readonly Operations[] = [
  {
    tag: 'Projects',
    calls: {
      'GET /projects': { summary: 'One’s projects', answers: { 200: api.projectsSchema } },
      'POST /projects': {
        summary: 'Make one; with the id of one that was made by the same request, tell it again',
        body: api.projectBody,
        answers: { 201: api.projectSchema, 200: api.projectSchema },
      },
      'GET /projects/:id': { summary: 'One of them', answers: { 200: api.projectSchema } },
      'PUT /projects/:id': {
        summary: 'Change it',
        body: api.projectPatch,
        answers: { 200: api.projectSchema },
      },
      'DELETE /projects/:id': { summary: 'Remove it for good', answers: DONE },
      'GET /projects/:id/documents': {
        summary: 'Its documents, and what one may do to each',
        answers: { 200: api.documentsSchema },
      },
      'GET /projects/:id/activity': {
        summary: 'What happened in it',
        query: {
          limit: 'How many, the newest first',
          before: '`next` of the page in front of it',
          user: 'Of one person',
          target_type: 'Of one kind of thing',
        },
        answers: { 200: api.activitySchema },
      },
      'GET /projects/:id/insights': {
        summary: 'What was done in it, in numbers',
        query: { days: 'How many days back', from: 'First day', to: 'Last day' },
        answers: { 200: api.insightsSchema },
      },
      'GET /projects/:id/calendar/feed': {
        summary: 'Whether other programs read its calendar as oneself',
        answers: { 200: api.currentCalendarFeedSchema },
      },
      'POST /projects/:id/calendar/feed': {
        summary: 'An address for them; it replaces the one before',
        answers: { 201: api.newCalendarFeedSchema },
      },
      'DELETE /projects/:id/calendar/feed': { summary: 'Take it back', answers: DONE },
    },
  },
  {
    tag: 'Members',
    calls: {
      'GET /projects/:id/participants': {
        summary: 'Who is in it; e-mails for owner and admin',
        answers: { 200: api.participantsSchema },
      },
      'PATCH /projects/:id/participants/:user': {
        summary: 'Give another role',
        body: api.participantPatch,
        answers: { 200: api.participantSchema },
      },
      'DELETE /projects/:id/participants/:user': { summary: 'Remove somebody, or leave', answers: DONE },
      'POST /projects/:id/access-requests': {
        summary: 'Ask for more rights',
        body: api.accessRequestBody,
        answers: { 202: z.object({}) },
      },
      'GET /projects/:id/access-requests': {
        summary: 'Who asked for more',
        answers: { 200: api.accessRequestsSchema },
      },
      'DELETE /projects/:id/access-requests/:user': { summary: 'Decline one', answers: DONE },
      'GET /projects/:id/invite': {
        summary: 'The code that opens it',
        answers: { 200: api.currentInviteSchema },
      },
      'POST /projects/:id/invite': {
        summary: 'Make one; it replaces the one before',
        body: api.inviteBody,
        answers: { 201: api.inviteSchema },
      },
      'DELETE /projects/:id/invite': { summary: 'Take it back', answers: DONE },
      'POST /invitations': {
        summary: 'Ask people in by mail, each by a link for them alone',
        body: api.invitationsBody,
        answers: { 202: api.invitationBatchSchema },
      },
      'GET /invitations/verify': {
        summary: 'What an invitation’s token opens; looking uses nothing up',
        open: true,
        query: { token: 'The token of the link in the mail' },
        answers: { 200: api.verifiedInvitationSchema },
      },
      'GET /projects/:id/invitations': {
        summary: 'Who was asked in by mail and has not come yet',
        answers: { 200: api.openInvitationsSchema },
      },
      'DELETE /projects/:id/invitations/:invitation': { summary: 'Take one back', answers: DONE },
      'GET /invites/:code': {
        summary: 'What a code opens',
        open: true,
        answers: { 200: api.invitePreviewSchema },
      },
      'POST /projects/join': {
        summary: 'Join by a code',
        body: api.joinBody,
        answers: { 200: api.joinedProjectSchema },
      },
    },
  },
  {
    tag: 'History',
    calls: {
      'GET /projects/:id/documents/:kind/versions': {
        summary: 'States that were kept of a document',
        answers: { 200: api.versionsSchema },
      },
      'POST /projects/:id/documents/:kind/versions': {
        summary: 'Keep the state it has now',
        body: api.versionBody,
        answers: { 201: api.versionSchema },
      },
      'GET /projects/:id/documents/:kind/versions/:version': {
        summary: 'One, with its words',
        answers: { 200: api.versionTextSchema },
      },
      'GET /projects/:id/documents/:kind/versions/:version/state': {
        summary: 'The same whole, as a Yjs update',
        answers: { 200: 'bytes' },
      },
      'PATCH /projects/:id/documents/:kind/versions/:version': {
        summary: 'Name it',
        body: api.versionPatch,
        answers: { 200: api.versionSchema },
      },
      'GET /projects/:id/documents/:kind/blame': {
        summary: 'Whose the Yjs client ids in it are',
        answers: { 200: api.blameSchema },
      },
    },
  },
];
