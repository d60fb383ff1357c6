export { Avatar, type AvatarState } from './Avatar.tsx';
export { AvatarStack, type StackedPerson } from './AvatarStack.tsx';
export { PEOPLE_DARK, PEOPLE_LIGHT, personColor, personStyle } from './colors.ts';
export { usePeople, usePeopleOf, type Person } from './people.ts';
