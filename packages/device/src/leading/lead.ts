/** What all tabs of a browser share to agree on who leads: a Web Lock, or a lease in IndexedDB. */
export interface Lead {
  /** Stands in line: `won` as soon as nobody else has it. */
  wait(): void;
  /** Takes it from whoever has it. */
  take(): void;
  /** Says again that this tab is there, while it leads. */
  renew(): void;
  /** Lets go, and leaves the line. */
  release(): void;
}

export interface LeadEvents {
  won(): void;
  /** Another tab took it. */
  lost(): void;
}
