/** The key that commands are given with, as it is printed on this machine's keyboard. */
export const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
