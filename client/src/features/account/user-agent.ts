/** Enough of a user agent for a person to tell their devices apart; nothing depends on it. */
export function readUserAgent(text: string): {
  browser: string | null;
  system: string | null;
  phone: boolean;
} {
  const find = (names: readonly (readonly [RegExp, string])[]) =>
    names.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  return {
    // More particular names first: Edge also says Chrome, Chrome also says Safari.
    browser: find([
      [/Edg\//, 'Edge'],
      [/OPR\//, 'Opera'],
      [/SamsungBrowser\//, 'Samsung Internet'],
      [/Whale\//, 'Whale'],
      [/Firefox\/|FxiOS\//, 'Firefox'],
      [/Chrome\/|CriOS\//, 'Chrome'],
      [/Safari\//, 'Safari'],
    ]),
    system: find([
      [/iPhone/, 'iPhone'],
      [/iPad/, 'iPad'],
      [/Android/, 'Android'],
      [/CrOS/, 'ChromeOS'],
      [/Windows/, 'Windows'],
      [/Mac OS X|Macintosh/, 'macOS'],
      [/Linux/, 'Linux'],
    ]),
    phone: /iPhone|Android.*Mobile/.test(text),
  };
}
