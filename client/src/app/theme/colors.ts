import type { MantineColorsTuple } from '@mantine/core';

/** Paper, ink and a blue pencil: greys that never tint a picture, and one blue for what I touch. */
export const gray: MantineColorsTuple = [
  '#FAFAF9',
  '#F4F4F2',
  '#E9E9E6',
  '#DADAD7',
  '#B8B8B4',
  '#8C8C88',
  '#696966',
  '#4A4A47',
  '#2B2B29',
  '#171716',
];

export const dark: MantineColorsTuple = [
  '#EDEDED',
  '#C8C8C8',
  '#A3A3A3',
  '#7A7A7A',
  '#4A4A4A',
  '#383838',
  '#2A2A2A',
  '#1C1C1C',
  '#141414',
  '#0B0B0B',
];

export const pencil: MantineColorsTuple = [
  '#F0F6FD',
  '#DDEBFE',
  '#BAD7FC',
  '#91BEF7',
  '#67A4F1',
  '#3D87E1',
  '#186BC5',
  '#1157A4',
  '#0A4483',
  '#09305C',
];
