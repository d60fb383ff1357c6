import { describe, expect, it } from 'vitest';
import { newId } from '@clapper/protocol';
import { createTickets } from './tickets.ts';

function world() {
  let time = 1_000;
  const tickets = createTickets(() => time);
  return { tickets, pass: (ms: number) => (time += ms) };
}

const codeOf = (action: () => unknown) => {
  try {
    action();
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe('tickets', () => {
  it('[HS2] open once', () => {
    const { tickets } = world();
    const session = newId();
    const { ticket, expiresAt } = tickets.issue('kim', { session, document: null });
    expect(expiresAt).toBe(61_000);
    expect(tickets.redeem(ticket, 'any')).toEqual({ session, document: null });
    expect(codeOf(() => tickets.redeem(ticket, 'any'))).toBe('TICKET_USED');
  });

  it('[HS2] run out after 60 seconds, and are told from what never was a ticket', () => {
    const { tickets, pass } = world();
    const { ticket } = tickets.issue('kim', { session: newId(), document: null });
    pass(60_000);
    expect(codeOf(() => tickets.redeem(ticket, null))).toBe('TICKET_USED');
    expect(codeOf(() => tickets.redeem('x', null))).toBe('UNAUTHENTICATED');
    expect(codeOf(() => tickets.redeem('x'.repeat(32), null))).toBe('TICKET_USED');
  });

  it('[HS3] open the document they are for and no other, and are used up by trying', () => {
    const { tickets } = world();
    const { ticket } = tickets.issue('kim', { session: newId(), document: 'a/plan' });
    expect(codeOf(() => tickets.redeem(ticket, 'b/plan'))).toBe('UNAUTHENTICATED');
    expect(codeOf(() => tickets.redeem(ticket, 'a/plan'))).toBe('TICKET_USED');
    const other = tickets.issue('kim', { session: newId(), document: 'a/plan' });
    expect(codeOf(() => tickets.redeem(other.ticket, null))).toBe('UNAUTHENTICATED');
  });

  it('are limited per person, not for everybody', () => {
    const { tickets, pass } = world();
    const issue = (user: string) => codeOf(() => tickets.issue(user, { session: newId(), document: null }));
    for (let i = 0; i < 1_000; i++) expect(issue('loop')).toBe(null);
    expect(issue('loop')).toBe('RATE_LIMITED');
    expect(issue('kim')).toBe(null);
    pass(60_000);
    expect(issue('loop')).toBe(null);
  });
});
