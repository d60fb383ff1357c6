/** The town of a zone: `Asia/Seoul` is said as Seoul. */
export function zoneName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
