/** Where a document of an older (or the current) schema version stands saved as bytes, seen from src/. */
export function savedVersion(kind: string, version: number): string {
  return `./${kind}/saved/v${version}.update`;
}
