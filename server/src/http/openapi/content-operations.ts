import { z } from 'zod';
import { api, fileAboutSchema, fileLinksBody, fileLinksSchema, uploadedSchema } from '@clapper/protocol';
import { DONE, type Operations } from './operation.ts';

export const CONTENT_OPERATIONS: readonly Operations[] = [
  {
    tag: 'Feedback',
    calls: {
      'POST /feedbacks': {
        summary: 'Say something of a video at a time',
        body: api.feedbackBody,
        answers: { 201: api.feedbackSchema },
      },
      'GET /feedbacks': {
        summary: 'What was said of the videos of a project, or of one',
        query: { project_id: 'Needed', video_id: 'Of one video' },
        answers: { 200: z.array(api.feedbackSchema) },
      },
      'GET /feedbacks/:id': { summary: 'One', answers: { 200: api.feedbackSchema } },
      'PATCH /feedbacks/:id': {
        summary: 'Change it',
        body: api.feedbackPatch,
        answers: { 200: api.feedbackSchema },
      },
      'DELETE /feedbacks/:id': { summary: 'Take it back; its place stays', answers: DONE },
    },
  },
  {
    tag: 'Comments',
    calls: {
      'POST /comments': {
        summary: 'Answer feedback',
        body: api.commentBody,
        answers: { 201: api.commentSchema },
      },
      'PUT /comments/:id': { summary: 'Say it otherwise', body: api.remarkPatch, answers: DONE },
      'DELETE /comments/:id': { summary: 'Take it back; its place stays', answers: DONE },
      'POST /comments/:id/reactions': { summary: 'React', body: api.reactionBody, answers: DONE },
      'DELETE /comments/:id/reactions': {
        summary: 'Take a reaction back',
        body: api.reactionBody,
        answers: DONE,
      },
      'GET /projects/:id/comments': {
        summary: 'What was said of a project',
        answers: { 200: api.remarksSchema },
      },
      'POST /projects/:id/comments': {
        summary: 'Say something of it',
        body: api.remarkBody,
        answers: { 201: api.remarkSchema },
      },
      'GET /scenes/:scene/comments': {
        summary: 'What was said of a scene',
        answers: { 200: api.remarksSchema },
      },
      'POST /scenes/:scene/comments': {
        summary: 'Say something of it',
        body: api.remarkBody,
        answers: { 201: api.remarkSchema },
      },
    },
  },
  {
    tag: 'Scenes',
    calls: {
      'GET /projects/:id/scenes': { summary: 'The shots of a board', answers: { 200: api.scenesSchema } },
      'POST /projects/:id/scenes': {
        summary: 'Add one',
        body: api.sceneBody,
        answers: { 201: api.sceneSchema },
      },
      'GET /projects/:id/scenes/:scene': { summary: 'One', answers: { 200: api.sceneSchema } },
      'PUT /projects/:id/scenes/:scene': {
        summary: 'Change or move it',
        body: api.sceneBody,
        answers: { 200: api.sceneSchema },
      },
      'DELETE /projects/:id/scenes/:scene': { summary: 'Mark it deleted', answers: DONE },
      'GET /scenes/:scene/images': { summary: 'Its pictures', answers: { 200: api.imagesSchema } },
      'POST /scenes/:scene/images': {
        summary: 'Add one: one that was uploaded before, or with a form whose field `image` brings it',
        body: [api.imageBody, 'form'],
        answers: { 201: api.imageSchema },
      },
      'GET /scenes/:scene/images/:image': { summary: 'One', answers: { 200: api.imageSchema } },
      'DELETE /scenes/:scene/images/:image': { summary: 'Mark it deleted', answers: DONE },
      'GET /scenes/:scene/images/:image/history': {
        summary: 'All of its kind',
        answers: { 200: api.imageHistorySchema },
      },
      'POST /scenes/:scene/images/:image/restore': {
        summary: 'Show it again',
        answers: { 200: api.imageSchema },
      },
      'GET /images/:image/annotations': {
        summary: 'What is drawn on a picture',
        answers: { 200: api.annotationsSchema },
      },
      'POST /images/:image/annotations': {
        summary: 'Draw on it',
        body: api.annotationBody,
        answers: { 201: api.annotationSchema },
      },
      'PUT /annotations/:id': {
        summary: 'Draw it otherwise',
        body: api.annotationPatch,
        answers: { 200: api.annotationSchema },
      },
      'DELETE /annotations/:id': { summary: 'Take it back', answers: DONE },
    },
  },
  {
    tag: 'Links to one video',
    calls: {
      'GET /projects/:id/videos/:video/links': {
        summary: 'Those that open it',
        answers: { 200: api.guestLinksSchema },
      },
      'POST /projects/:id/videos/:video/links': {
        summary: 'Make one; its address is told once',
        body: api.guestLinkBody,
        answers: { 201: api.newGuestLinkSchema },
      },
      'DELETE /projects/:id/videos/:video/links/:link': { summary: 'Take it back', answers: DONE },
      'POST /guest/:link/open': {
        summary: 'What a link opens',
        open: true,
        body: api.guestOpenBody,
        answers: { 200: api.guestPreviewSchema },
      },
      'POST /guest/:link/enter': {
        summary: 'Come in under a name',
        open: true,
        body: api.guestEnterBody,
        answers: { 201: api.guestSignedInSchema },
      },
      'POST /guest/:link/refresh': {
        summary: 'A new access token for the cookie of the link',
        open: true,
        answers: { 200: api.guestSignedInSchema },
      },
      'POST /guest/:link/leave': { summary: 'End that session', open: true, answers: DONE },
    },
  },
  {
    tag: 'Files',
    calls: {
      'OPTIONS /uploads/*': { summary: 'What of tus 1.0 is spoken', open: true, answers: DONE },
      'POST /uploads': { summary: 'Begin an upload that can be resumed (tus 1.0)', answers: { 201: null } },
      'GET /uploads/:id': { summary: 'Where it is (`HEAD`)', answers: { 200: null } },
      'PATCH /uploads/:id': { summary: 'Send more of it', body: 'bytes', answers: DONE },
      'DELETE /uploads/:id': { summary: 'Give it up', answers: DONE },
      'POST /upload': {
        summary: 'A small file in one piece: field `file`, or `screenshot`',
        query: { document: 'The document it is for' },
        body: 'form',
        answers: { 201: uploadedSchema },
      },
      'POST /blobs/links': {
        summary: 'Addresses that need no token, for this session and a while',
        body: fileLinksBody,
        answers: { 200: fileLinksSchema },
      },
      'GET /blobs/:hash': {
        summary: 'A file, whole or a range of it; by a token, or by an address with a ticket',
        query: { document: 'The document that names it', as: 'Which variant', ticket: 'Of `/blobs/links`' },
        answers: { 200: 'bytes', 206: 'bytes', 304: null },
      },
      'GET /blobs/:hash/about': {
        summary: 'What is known of it',
        query: { document: 'The document that names it' },
        answers: { 200: fileAboutSchema },
      },
    },
  },
];
