/**
 * The form in which names and e-mails are compared: two people may not be told apart by letter case or by
 * the way their system composes Hangul. Up, then down: `ß` meets `SS`, final sigma meets sigma.
 */
export function foldKey(text: string): string {
  return text.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
