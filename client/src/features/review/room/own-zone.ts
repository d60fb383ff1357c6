/** Where nobody has said whose days the production goes by, or it is not for this person to know: those of this device. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
