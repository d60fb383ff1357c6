/** Who does it, and when. */
export interface Act {
  by: string;
  at: number;
}
