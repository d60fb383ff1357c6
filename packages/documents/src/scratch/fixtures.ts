export function scratchFixtures(): Record<string, Uint8Array> {
  return {};
}
