import type { RightsTable } from '../rights-table.ts';

/** The list of videos: editors'. */
export const MEDIA_RIGHTS: RightsTable = {
  kind: 'media',
  samples: {
    videos: {
      made: ({ me }) => ({ title: '골목 커피', order: 'a0', createdBy: me, createdAt: 1 }),
      changed: ({ me }) => ({
        title: '골목 커피 30초',
        order: 'a1',
        createdBy: me,
        createdAt: 2,
        deleted: { by: me, at: 2 },
      }),
    },
  },
  expected: `
                                                                              owner admin editor reviewer viewer guest onlooker stranger
    videos · create                                                           yes   yes   yes    no       no     no    no       no
    videos · create with an unknown field                                     no    no    no     no       no     no    no       no
    videos · create a plain value                                             no    no    no     no       no     no    no       no
    videos · create another shared type                                       no    no    no     no       no     no    no       no
    videos · create a subdocument                                             no    no    no     no       no     no    no       no
    videos · create ContentJSON                                               no    no    no     no       no     no    no       no
    videos · add a list item                                                  no    no    no     no       no     no    no       no
    videos · set an unknown field                                             no    no    no     no       no     no    no       no
    videos · remove own                                                       no    no    no     no       no     no    no       no
    videos · remove others’                                                   no    no    no     no       no     no    no       no
    videos · replace own                                                      no    no    no     no       no     no    no       no
    videos · replace others’                                                  no    no    no     no       no     no    no       no
    videos · tombstone over own                                               no    no    no     no       no     no    no       no
    videos · tombstone over others’                                           no    no    no     no       no     no    no       no
    videos.title order createdBy createdAt · left out of a new one            no    no    no     no       no     no    no       no
    videos.createdBy · forged in a new one                                    no    no    no     no       no     no    no       no
    videos.createdBy deleted · set in another’s name                          no    no    no     no       no     no    no       no
    videos.title order deleted · change own                                   yes   yes   yes    no       no     no    no       no
    videos.createdBy createdAt · change own                                   no    no    no     no       no     no    no       no
    videos.title order deleted · change others’                               yes   yes   yes    no       no     no    no       no
    videos.createdBy createdAt · change others’                               no    no    no     no       no     no    no       no
    videos.title order deleted · overwrite others’ unseen                     yes   yes   yes    no       no     no    no       no
    videos.createdBy createdAt · overwrite others’ unseen                     no    no    no     no       no     no    no       no
    videos.title order deleted · overwrite others’ unseen and say so          yes   yes   yes    no       no     no    no       no
    videos.createdBy createdAt · overwrite others’ unseen and say so          no    no    no     no       no     no    no       no
    videos.deleted · overwrite others’ from behind                            yes   yes   yes    no       no     no    no       no
    videos.title order createdBy createdAt · overwrite others’ from behind    no    no    no     no       no     no    no       no
    videos.deleted · tombstone over others’                                   yes   yes   yes    no       no     no    no       no
    videos.title order createdBy createdAt · tombstone over others’           no    no    no     no       no     no    no       no
    videos.deleted · remove own                                               yes   yes   yes    no       no     no    no       no
    videos.title order createdBy createdAt · remove own                       no    no    no     no       no     no    no       no
    videos.title order createdBy deleted · set over its limit                 no    no    no     no       no     no    no       no
    videos.deleted · set with an unknown key                                  no    no    no     no       no     no    no       no
    videos.title order createdBy createdAt deleted · set a wrong type         no    no    no     no       no     no    no       no
    videos.title order createdBy createdAt deleted · set a subdocument        no    no    no     no       no     no    no       no
    videos.title order createdBy createdAt deleted · set ContentJSON          no    no    no     no       no     no    no       no
    videos.title order createdBy createdAt deleted · set bytes                no    no    no     no       no     no    no       no
    videos.title order createdBy createdAt deleted · set several values       no    no    no     no       no     no    no       no
    videos.title order createdBy createdAt deleted · set another shared type  no    no    no     no       no     no    no       no
    videos.deleted · set in a new one                                         yes   yes   yes    no       no     no    no       no
    media · write under another’s lease                                       no    no    no     no       no     no    no       no
    media · something ordinary and an unknown root in one                     no    no    no     no       no     no    no       no
    media · write an unknown root                                             no    no    no     no       no     no    no       no
    media · list in an unknown root                                           no    no    no     no       no     no    no       no
    media · type in an unknown root                                           no    no    no     no       no     no    no       no
  `,
};
