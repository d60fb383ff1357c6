/** What labels of a ruler may stand apart, in seconds. */
const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600] as const;

/** At which seconds a ruler has its labels, so many at most. */
export function rulerOf(seconds: number, most: number): number[] {
  if (!(seconds > 0)) return [0];
  const step = STEPS_S.find((one) => seconds / one < Math.max(1, most)) ?? seconds / Math.max(1, most);
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
}

/** `0:05`, `1:02:05`. */
export function rulerLabel(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${two(minutes)}:${rest}`;
}
