export { Avatar, type AvatarState } from './Avatar.tsx';
export { AvatarStack } from './AvatarStack.tsx';
export { PEOPLE_DARK, PEOPLE_LIGHT, personColor, personStyle } from './colors.ts';
export { usePeople, type Person } from './people.ts';
export { useTyping, WritingLine } from './typing.tsx';
export type { At } from './doing.ts';
export { useFollowedAt, useJoined, usePlane, useSayAt } from './plane.ts';
export { usePeopleHere } from './project-people.ts';
export { useWhere } from './where.ts';
