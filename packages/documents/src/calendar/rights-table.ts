import type { RightsTable } from '../rights-table.ts';

/** The calendar: editors and above. Where an event stands each of them says under their own id. */
export const CALENDAR_RIGHTS: RightsTable = {
  kind: 'calendar',
  samples: {
    events: {
      made: ({ me }) => ({
        when: { allDay: false, start: '2026-11-10T06:00', end: '2026-11-10T18:00', zone: 'Asia/Seoul' },
        type: 'shoot',
        status: 'tentative',
        people: [{ user: me, name: '나' }],
        location: '골목',
        shots: ['any'],
        callTime: '05:30',
        repeats: { freq: 'weekly', interval: 1, byDay: [{ day: 'TU' }] },
        follows: { event: 'any', from: '2026-11-10' },
        uid: 'any@elsewhere',
        revision: { n: 1, at: 1 },
        createdBy: me,
        createdAt: 1,
      }),
      changed: ({ me, other }) => ({
        when: { allDay: true, start: '2026-11-11', end: '2026-11-12' },
        type: 'pickup',
        status: 'confirmed',
        people: [{ user: other, name: '동료' }],
        location: '옥상',
        shots: ['another'],
        callTime: '06:30',
        repeats: { freq: 'daily', interval: 2, until: '2026-12-24' },
        follows: { event: 'another', from: '2026-11-11' },
        uid: 'another@elsewhere',
        revision: { n: 2, at: 2 },
        createdBy: me,
        createdAt: 2,
        deleted: { by: me, at: 2 },
      }),
    },
    moves: {
      first: {
        when: { allDay: true, start: '2026-11-11', end: '2026-11-12' },
        at: 1,
        n: 1,
        saw: [],
      },
      changed: {
        when: { allDay: false, start: '2026-11-12T06:00', end: '2026-11-12T18:00', zone: 'Asia/Seoul' },
        at: 2,
        n: 2,
        saw: [{ user: 'any', at: 1 }],
      },
    },
    exceptions: {
      first: { cancelled: true, when: null, changes: {}, at: 1, n: 1, saw: [] },
      changed: {
        cancelled: false,
        when: { allDay: true, start: '2026-11-11', end: '2026-11-12' },
        changes: { title: '짧게', people: [] },
        at: 2,
        n: 2,
        saw: [{ user: 'any', at: 1 }],
      },
    },
    settings: { changed: () => ({ zone: 'America/New_York' }) },
  },
  expected: `
                                                                                                                                                                 owner admin editor reviewer viewer guest onlooker stranger
    events · create                                                                                                                                              yes   yes   yes    no       no     no    no       no
    events · create with an unknown field                                                                                                                        no    no    no     no       no     no    no       no
    events · create a plain value                                                                                                                                no    no    no     no       no     no    no       no
    events · create another shared type                                                                                                                          no    no    no     no       no     no    no       no
    events · create a subdocument                                                                                                                                no    no    no     no       no     no    no       no
    events · create ContentJSON                                                                                                                                  no    no    no     no       no     no    no       no
    events · add a list item                                                                                                                                     no    no    no     no       no     no    no       no
    events · set an unknown field                                                                                                                                no    no    no     no       no     no    no       no
    events · remove own                                                                                                                                          no    no    no     no       no     no    no       no
    events · remove others’                                                                                                                                      no    no    no     no       no     no    no       no
    events · replace own                                                                                                                                         no    no    no     no       no     no    no       no
    events · replace others’                                                                                                                                     no    no    no     no       no     no    no       no
    events · tombstone over own                                                                                                                                  no    no    no     no       no     no    no       no
    events · tombstone over others’                                                                                                                              no    no    no     no       no     no    no       no
    events.when · left out of a new one                                                                                                                          no    no    no     no       no     no    no       no
    events.createdBy · forged in a new one                                                                                                                       no    no    no     no       no     no    no       no
    events.createdBy · set in another’s name                                                                                                                     no    no    no     no       no     no    no       no
    events.deleted · set in a new one                                                                                                                            yes   yes   yes    no       no     no    no       no
    events.type status people location shots callTime repeats follows revision deleted title description · change own                                            yes   yes   yes    no       no     no    no       no
    events.when uid createdBy createdAt · change own                                                                                                             no    no    no     no       no     no    no       no
    events.type status people location shots callTime repeats follows revision deleted title description · change others’                                        yes   yes   yes    no       no     no    no       no
    events.when uid createdBy createdAt · change others’                                                                                                         no    no    no     no       no     no    no       no
    events.type status people location shots callTime repeats follows revision deleted · overwrite others’ unseen                                                yes   yes   yes    no       no     no    no       no
    events.when uid createdBy createdAt · overwrite others’ unseen                                                                                               no    no    no     no       no     no    no       no
    events.type status people location shots callTime repeats follows revision deleted · overwrite others’ unseen and say so                                     yes   yes   yes    no       no     no    no       no
    events.when uid createdBy createdAt · overwrite others’ unseen and say so                                                                                    no    no    no     no       no     no    no       no
    events.type status people location shots callTime repeats follows revision deleted · overwrite others’ from behind                                           yes   yes   yes    no       no     no    no       no
    events.when uid createdBy createdAt · overwrite others’ from behind                                                                                          no    no    no     no       no     no    no       no
    events.type status people location shots callTime repeats follows revision deleted · remove own                                                              yes   yes   yes    no       no     no    no       no
    events.when uid createdBy createdAt title description · remove own                                                                                           no    no    no     no       no     no    no       no
    events.type status people location shots callTime repeats follows revision deleted · tombstone over others’                                                  yes   yes   yes    no       no     no    no       no
    events.when uid createdBy createdAt title description · tombstone over others’                                                                               no    no    no     no       no     no    no       no
    events.when people location shots callTime repeats follows uid createdBy deleted · set over its limit                                                        no    no    no     no       no     no    no       no
    events.when repeats follows revision deleted · set with an unknown key                                                                                       no    no    no     no       no     no    no       no
    events.when type status people location shots callTime repeats follows uid revision createdBy createdAt deleted · set a wrong type                           no    no    no     no       no     no    no       no
    events.when title description type status people location shots callTime repeats follows uid revision createdBy createdAt deleted · set a subdocument        no    no    no     no       no     no    no       no
    events.when title description type status people location shots callTime repeats follows uid revision createdBy createdAt deleted · set ContentJSON          no    no    no     no       no     no    no       no
    events.when title description type status people location shots callTime repeats follows uid revision createdBy createdAt deleted · set bytes                no    no    no     no       no     no    no       no
    events.when title description type status people location shots callTime repeats follows uid revision createdBy createdAt deleted · set several values       no    no    no     no       no     no    no       no
    events.when title description type status people location shots callTime repeats follows uid revision createdBy createdAt deleted · set another shared type  no    no    no     no       no     no    no       no
    events.title description · empty others’                                                                                                                     yes   yes   yes    no       no     no    no       no
    events.title description · write over its limit                                                                                                              no    no    no     no       no     no    no       no
    events.title description · format                                                                                                                            no    no    no     no       no     no    no       no
    events.title description · embed                                                                                                                             no    no    no     no       no     no    no       no
    events.title description · replace own                                                                                                                       no    no    no     no       no     no    no       no
    events.title description · replace others’ unseen                                                                                                            no    no    no     no       no     no    no       no
    events.title description · replace others’ unseen and say so                                                                                                 no    no    no     no       no     no    no       no
    events.title description · replace others’ from behind                                                                                                       no    no    no     no       no     no    no       no
    events.title description · set a plain value                                                                                                                 no    no    no     no       no     no    no       no
    moves · set own first                                                                                                                                        yes   yes   yes    no       no     no    no       no
    moves · change own                                                                                                                                           yes   yes   yes    no       no     no    no       no
    moves · remove own                                                                                                                                           yes   yes   yes    no       no     no    no       no
    moves · set as another                                                                                                                                       no    no    no     no       no     no    no       no
    moves · change another’s                                                                                                                                     no    no    no     no       no     no    no       no
    moves · overwrite another’s unseen                                                                                                                           no    no    no     no       no     no    no       no
    moves · remove another’s                                                                                                                                     no    no    no     no       no     no    no       no
    moves · tombstone over another’s                                                                                                                             no    no    no     no       no     no    no       no
    moves · set under nobody’s key                                                                                                                               no    no    no     no       no     no    no       no
    moves · set under a key of three parts                                                                                                                       no    no    no     no       no     no    no       no
    moves · set a wrong type                                                                                                                                     no    no    no     no       no     no    no       no
    moves · set over its limit                                                                                                                                   no    no    no     no       no     no    no       no
    moves · set with an unknown key                                                                                                                              no    no    no     no       no     no    no       no
    moves · set a shared type                                                                                                                                    no    no    no     no       no     no    no       no
    moves · set a subdocument                                                                                                                                    no    no    no     no       no     no    no       no
    moves · set ContentJSON                                                                                                                                      no    no    no     no       no     no    no       no
    moves · add a list item                                                                                                                                      no    no    no     no       no     no    no       no
    exceptions · set own first                                                                                                                                   yes   yes   yes    no       no     no    no       no
    exceptions · change own                                                                                                                                      yes   yes   yes    no       no     no    no       no
    exceptions · remove own                                                                                                                                      yes   yes   yes    no       no     no    no       no
    exceptions · set as another                                                                                                                                  no    no    no     no       no     no    no       no
    exceptions · change another’s                                                                                                                                no    no    no     no       no     no    no       no
    exceptions · overwrite another’s unseen                                                                                                                      no    no    no     no       no     no    no       no
    exceptions · remove another’s                                                                                                                                no    no    no     no       no     no    no       no
    exceptions · tombstone over another’s                                                                                                                        no    no    no     no       no     no    no       no
    exceptions · set under nobody’s key                                                                                                                          no    no    no     no       no     no    no       no
    exceptions · set under a key of three parts                                                                                                                  no    no    no     no       no     no    no       no
    exceptions · set a wrong type                                                                                                                                no    no    no     no       no     no    no       no
    exceptions · set over its limit                                                                                                                              no    no    no     no       no     no    no       no
    exceptions · set with an unknown key                                                                                                                         no    no    no     no       no     no    no       no
    exceptions · set a shared type                                                                                                                               no    no    no     no       no     no    no       no
    exceptions · set a subdocument                                                                                                                               no    no    no     no       no     no    no       no
    exceptions · set ContentJSON                                                                                                                                 no    no    no     no       no     no    no       no
    exceptions · add a list item                                                                                                                                 no    no    no     no       no     no    no       no
    settings · set an unknown field                                                                                                                              no    no    no     no       no     no    no       no
    settings · add a list item                                                                                                                                   no    no    no     no       no     no    no       no
    settings.zone · change own                                                                                                                                   yes   yes   yes    no       no     no    no       no
    settings.zone · change others’                                                                                                                               yes   yes   yes    no       no     no    no       no
    settings.zone · overwrite others’ unseen                                                                                                                     yes   yes   yes    no       no     no    no       no
    settings.zone · overwrite others’ unseen and say so                                                                                                          yes   yes   yes    no       no     no    no       no
    settings.zone · overwrite others’ from behind                                                                                                                yes   yes   yes    no       no     no    no       no
    settings.zone · remove own                                                                                                                                   yes   yes   yes    no       no     no    no       no
    settings.zone · tombstone over others’                                                                                                                       yes   yes   yes    no       no     no    no       no
    settings.zone · set over its limit                                                                                                                           no    no    no     no       no     no    no       no
    settings.zone · set a wrong type                                                                                                                             no    no    no     no       no     no    no       no
    settings.zone · set a subdocument                                                                                                                            no    no    no     no       no     no    no       no
    settings.zone · set ContentJSON                                                                                                                              no    no    no     no       no     no    no       no
    settings.zone · set bytes                                                                                                                                    no    no    no     no       no     no    no       no
    settings.zone · set several values                                                                                                                           no    no    no     no       no     no    no       no
    settings.zone · set another shared type                                                                                                                      no    no    no     no       no     no    no       no
    calendar · write under another’s lease                                                                                                                       no    no    no     no       no     no    no       no
    calendar · something ordinary and an unknown root in one                                                                                                     no    no    no     no       no     no    no       no
    calendar · write an unknown root                                                                                                                             no    no    no     no       no     no    no       no
    calendar · list in an unknown root                                                                                                                           no    no    no     no       no     no    no       no
    calendar · type in an unknown root                                                                                                                           no    no    no     no       no     no    no       no
  `,
};
