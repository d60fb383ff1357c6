/** The addresses somebody wrote or pasted, however they are set apart; `Kim <kim@example.org>` as mail programs have it. */
export function addressesIn(text: string): string[] {
  return [...new Set(text.split(/[,;\n]/).flatMap(addressesOf))];
}

function addressesOf(part: string): string[] {
  const bracketed = part.slice(part.lastIndexOf('<') + 1, part.lastIndexOf('>')).trim();
  if (part.includes('<') && bracketed !== '') return [bracketed];
  return part.split(/\s+/).filter((one) => one !== '');
}
