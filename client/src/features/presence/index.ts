export { Avatar, type AvatarProps, type AvatarState } from './Avatar.tsx';
export { AvatarStack, type StackedPerson } from './AvatarStack.tsx';
export {
  PEOPLE_DARK,
  PEOPLE_LIGHT,
  colorIndex,
  personColor,
  type PersonColor,
  type Scheme,
} from './colors.ts';
export { initials } from './initials.ts';
export { readPeople, usePeople, usePeopleOf, type Person } from './people.ts';
