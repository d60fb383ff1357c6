/** What is said most without words. */
export const QUICK_EMOJI = ['👍', '❤️', '😂', '🎉', '👀', '🙏', '🔥', '✅'] as const;
