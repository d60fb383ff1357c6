import { SHAPE_RULES } from '../drawing/index.ts';
import { FEEDBACK_RULES } from '../feedback/rules.ts';
import type { Rules } from '../rules.ts';

export const NOTES_RULES: Rules = { ...FEEDBACK_RULES, shapes: SHAPE_RULES };
