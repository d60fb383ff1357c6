export function homeFixtures(): Record<string, Uint8Array> {
  return {};
}
