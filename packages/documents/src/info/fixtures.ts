export function infoFixtures(): Record<string, Uint8Array> {
  return {};
}
