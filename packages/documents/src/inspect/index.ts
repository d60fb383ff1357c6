export type { DecodedUpdate, DeletedRange } from './arrivals.ts';
export { inspect } from './inspect.ts';
export { judgeTouches, type TouchProblem, type TouchRefusal, type TouchWriter } from './judge-touches.ts';
export {
  touchPath,
  type Edit,
  type NewValue,
  type Standing,
  type Touch,
  type TouchChange,
  type TypeName,
} from './touch.ts';
