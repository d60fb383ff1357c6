import 'i18next';
import type * as locales from '@clapper/locales';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    keySeparator: false;
    resources: {
      activity: typeof locales.activity.en;
      admin: typeof locales.admin.en;
      animatic: typeof locales.animatic.en;
      board: typeof locales.board.en;
      'board-exchange': typeof locales.boardExchange.en;
      calendar: typeof locales.calendar.en;
      'calendar-exchange': typeof locales.calendarExchange.en;
      common: typeof locales.common.en;
      drawing: typeof locales.drawing.en;
      errors: typeof locales.errors.en;
      find: typeof locales.find.en;
      history: typeof locales.history.en;
      overview: typeof locales.overview.en;
      inbox: typeof locales.inbox.en;
      insights: typeof locales.insights.en;
      insert: typeof locales.insert.en;
      invitations: typeof locales.invitations.en;
      people: typeof locales.people.en;
      plan: typeof locales.plan.en;
      guest: typeof locales.guest.en;
      review: typeof locales.review.en;
      'review-exchange': typeof locales.reviewExchange.en;
      presence: typeof locales.presence.en;
      settings: typeof locales.settings.en;
      sheet: typeof locales.sheet.en;
      'sign-in': typeof locales.signIn.en;
      sync: typeof locales.sync.en;
      spine: typeof locales.spine.en;
      threads: typeof locales.threads.en;
    };
  }
}
