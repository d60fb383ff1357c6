import type { RightsTable } from '../rights-table.ts';

/** Written by the server alone, from what it let in: nobody can make it say that somebody did something. */
export const FEED_RIGHTS: RightsTable = {
  kind: 'feed',
  samples: {
    entries: {
      // There is one of everybody who joined, and the colleague's.
      ids(_actors, doc) {
        const [own = '', others = own] = [...doc.getMap('entries').keys()].toSorted();
        return { own, others };
      },
      changed: ({ me }) => ({
        user: me,
        userName: 'The owner',
        event: {
          type: 'approved',
          target: { type: 'stage', id: 's1', name: '발단' },
          deviceAt: null,
          more: 0,
          detail: {},
        },
        at: 1,
        until: 2,
        count: 99,
      }),
    },
  },
  expected: `
                                                                                      owner admin editor reviewer viewer guest onlooker stranger
    entries · create                                                                  no    no    no     no       no     no    no       no
    entries · create with an unknown field                                            no    no    no     no       no     no    no       no
    entries · create a plain value                                                    no    no    no     no       no     no    no       no
    entries · create another shared type                                              no    no    no     no       no     no    no       no
    entries · create a subdocument                                                    no    no    no     no       no     no    no       no
    entries · create ContentJSON                                                      no    no    no     no       no     no    no       no
    entries · add a list item                                                         no    no    no     no       no     no    no       no
    entries · set an unknown field                                                    no    no    no     no       no     no    no       no
    entries · remove own                                                              no    no    no     no       no     no    no       no
    entries · replace own                                                             no    no    no     no       no     no    no       no
    entries · tombstone over own                                                      no    no    no     no       no     no    no       no
    entries · remove others’                                                          no    no    no     no       no     no    no       no
    entries · replace others’                                                         no    no    no     no       no     no    no       no
    entries · tombstone over others’                                                  no    no    no     no       no     no    no       no
    entries.user userName event at until count · change own                           no    no    no     no       no     no    no       no
    entries.user userName event at until count · change others’                       no    no    no     no       no     no    no       no
    entries.user userName event at until count · overwrite others’ unseen             no    no    no     no       no     no    no       no
    entries.user userName event at until count · overwrite others’ unseen and say so  no    no    no     no       no     no    no       no
    entries.user userName event at until count · overwrite others’ from behind        no    no    no     no       no     no    no       no
    entries.user userName event at until count · set a wrong type                     no    no    no     no       no     no    no       no
    entries.user userName event at until count · remove own                           no    no    no     no       no     no    no       no
    entries.user userName event at until count · tombstone over others’               no    no    no     no       no     no    no       no
    entries.user userName event at until count · set a subdocument                    no    no    no     no       no     no    no       no
    entries.user userName event at until count · set ContentJSON                      no    no    no     no       no     no    no       no
    entries.user userName event at until count · set bytes                            no    no    no     no       no     no    no       no
    entries.user userName event at until count · set several values                   no    no    no     no       no     no    no       no
    entries.user userName event at until count · set another shared type              no    no    no     no       no     no    no       no
    entries.event · set with an unknown key                                           no    no    no     no       no     no    no       no
    feed · write under another’s lease                                                no    no    no     no       no     no    no       no
    feed · something ordinary and an unknown root in one                              no    no    no     no       no     no    no       no
    feed · write an unknown root                                                      no    no    no     no       no     no    no       no
    feed · list in an unknown root                                                    no    no    no     no       no     no    no       no
    feed · type in an unknown root                                                    no    no    no     no       no     no    no       no
  `,
};
