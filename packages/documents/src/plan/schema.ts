import { z } from 'zod';
import type { RootShape } from '../define-document.ts';
import { fragment, optional, required } from '../fields.ts';
import { isOrder, MAX_ORDER_LENGTH } from '../order.ts';
import { PLAN_CONTENT } from './plan-content.ts';

/** The plan: its stages, each a page of rich text with a title and the editors' status. */
export const STAGE_STATUSES = ['draft', 'review', 'approved'] as const;

export type StageStatus = (typeof STAGE_STATUSES)[number];

export const STAGE_LIMITS = { title: 100, label: 10 } as const;

export const stageTitle = z.string().max(STAGE_LIMITS.title);

const orderKey = z.string().max(MAX_ORDER_LENGTH).refine(isOrder, 'It is no order key.');

export const STAGE_FIELDS = {
  place: required(z.object({ order: orderKey }), 'where it stands; one key'),
  title: optional(stageTitle, '', 'its name'),
  label: optional(
    z.string().max(STAGE_LIMITS.label),
    '',
    '기, 승, 전 or 결 in the four-act template, else empty',
  ),
  status: optional(z.enum(STAGE_STATUSES), 'draft', 'how far the editors are'),
  content: fragment(PLAN_CONTENT, 'the page; nodes and marks as in PLAN_NODES and PLAN_MARKS'),
};

export const PLAN_ROOTS = {
  stages: { type: 'records', about: 'the stages by id', fields: STAGE_FIELDS },
} as const satisfies Record<string, RootShape>;
