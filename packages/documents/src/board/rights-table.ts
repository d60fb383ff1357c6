import type { RightsTable } from '../rights-table.ts';

const PICTURE = {
  hash: 'a'.repeat(64),
  name: '컵.png',
  type: 'image/png',
  bytes: 1_000,
  width: 1_920,
  height: 1_080,
  thumbhash: null,
};

/** The board: editors and above, every shot of it; who made a shot says nothing about who may change it. */
export const BOARD_RIGHTS: RightsTable = {
  kind: 'board',
  samples: {
    shots: {
      made: ({ me }) => ({
        place: { stage: 'any', order: 'a9' },
        duration: 3,
        size: 'CU',
        angle: 'eye',
        movement: 'pan',
        lens: '50 mm',
        status: 'draft',
        assignee: me,
        lineart: 'take1',
        art: 'take2',
        fixed: { number: '3A', lock: null },
        source: {
          stage: 'any',
          from: { item: { client: 1, clock: 1 }, assoc: 0 },
          to: { item: { client: 1, clock: 9 }, assoc: -1 },
          quote: '물이 닿는 순간',
          hash: 'abc',
        },
        createdBy: me,
        createdAt: 1,
      }),
      changed: ({ me, other }) => ({
        place: { stage: 'any', order: 'a8' },
        duration: 4.5,
        size: 'WS',
        angle: 'high',
        movement: 'crane',
        lens: '35 mm',
        status: 'approved',
        assignee: other,
        lineart: 'take3',
        art: 'take4',
        fixed: { number: '3B', lock: 5 },
        source: {
          stage: 'any',
          from: { item: { client: 1, clock: 2 }, assoc: 0 },
          to: { item: { client: 1, clock: 9 }, assoc: -1 },
          quote: '다른 말',
          hash: 'abd',
        },
        createdBy: me,
        createdAt: 2,
        deleted: { by: me, at: 2 },
      }),
    },
    takes: {
      made: ({ me }) => ({
        shot: 'any',
        layer: 'lineart',
        picture: PICTURE,
        note: '손을 더 크게',
        createdBy: me,
        createdAt: 1,
      }),
      changed: ({ me }) => ({
        shot: 'another',
        layer: 'art',
        picture: { ...PICTURE, hash: 'b'.repeat(64) },
        note: '다시',
        createdBy: me,
        createdAt: 2,
        deleted: { by: me, at: 2 },
      }),
    },
    settings: {
      changed: ({ me }) => ({
        aspect: '2.39:1',
        numbering: '{s}{a}',
        locked: { by: me, at: 2, numbers: { any: '1' } },
      }),
    },
  },
  expected: `
                                                                                                                                                                              owner admin editor reviewer viewer guest onlooker stranger
    shots · create                                                                                                                                                            yes   yes   yes    no       no     no    no       no
    shots · create with an unknown field                                                                                                                                      no    no    no     no       no     no    no       no
    shots · create a plain value                                                                                                                                              no    no    no     no       no     no    no       no
    shots · create another shared type                                                                                                                                        no    no    no     no       no     no    no       no
    shots · create a subdocument                                                                                                                                              no    no    no     no       no     no    no       no
    shots · create ContentJSON                                                                                                                                                no    no    no     no       no     no    no       no
    shots · add a list item                                                                                                                                                   no    no    no     no       no     no    no       no
    shots · set an unknown field                                                                                                                                              no    no    no     no       no     no    no       no
    shots · remove own                                                                                                                                                        no    no    no     no       no     no    no       no
    shots · replace own                                                                                                                                                       no    no    no     no       no     no    no       no
    shots · tombstone over own                                                                                                                                                no    no    no     no       no     no    no       no
    shots · remove others’                                                                                                                                                    no    no    no     no       no     no    no       no
    shots · replace others’                                                                                                                                                   no    no    no     no       no     no    no       no
    shots · tombstone over others’                                                                                                                                            no    no    no     no       no     no    no       no
    shots.place title action dialogue notes duration size angle movement lens status assignee lineart art fixed source deleted · change own                                   yes   yes   yes    no       no     no    no       no
    shots.place title action dialogue notes duration size angle movement lens status assignee lineart art fixed source deleted · change others’                               yes   yes   yes    no       no     no    no       no
    shots.place duration size angle movement lens status assignee lineart art fixed source deleted · overwrite others’ unseen                                                 yes   yes   yes    no       no     no    no       no
    shots.place duration size angle movement lens status assignee lineart art fixed source deleted · overwrite others’ unseen and say so                                      yes   yes   yes    no       no     no    no       no
    shots.place createdBy createdAt · overwrite others’ from behind                                                                                                           no    no    no     no       no     no    no       no
    shots.place duration size angle movement lens status assignee lineart art fixed source createdBy createdAt deleted · set a wrong type                                     no    no    no     no       no     no    no       no
    shots.place duration lens assignee lineart art fixed source createdBy deleted · set over its limit                                                                        no    no    no     no       no     no    no       no
    shots.place fixed source deleted · set with an unknown key                                                                                                                no    no    no     no       no     no    no       no
    shots.place title action dialogue notes createdBy createdAt · remove own                                                                                                  no    no    no     no       no     no    no       no
    shots.place title action dialogue notes createdBy createdAt · tombstone over others’                                                                                      no    no    no     no       no     no    no       no
    shots.place title action dialogue notes duration size angle movement lens status assignee lineart art fixed source createdBy createdAt deleted · set a subdocument        no    no    no     no       no     no    no       no
    shots.place title action dialogue notes duration size angle movement lens status assignee lineart art fixed source createdBy createdAt deleted · set ContentJSON          no    no    no     no       no     no    no       no
    shots.place title action dialogue notes duration size angle movement lens status assignee lineart art fixed source createdBy createdAt deleted · set bytes                no    no    no     no       no     no    no       no
    shots.place title action dialogue notes duration size angle movement lens status assignee lineart art fixed source createdBy createdAt deleted · set several values       no    no    no     no       no     no    no       no
    shots.place title action dialogue notes duration size angle movement lens status assignee lineart art fixed source createdBy createdAt deleted · set another shared type  no    no    no     no       no     no    no       no
    shots.place · left out of a new one                                                                                                                                       no    no    no     no       no     no    no       no
    shots.title action dialogue notes · empty others’                                                                                                                         yes   yes   yes    no       no     no    no       no
    shots.title action dialogue notes · write over its limit                                                                                                                  no    no    no     no       no     no    no       no
    shots.title action dialogue notes · format                                                                                                                                no    no    no     no       no     no    no       no
    shots.title action dialogue notes · embed                                                                                                                                 no    no    no     no       no     no    no       no
    shots.title action dialogue notes · replace own                                                                                                                           no    no    no     no       no     no    no       no
    shots.title action dialogue notes · replace others’ unseen                                                                                                                no    no    no     no       no     no    no       no
    shots.title action dialogue notes · replace others’ unseen and say so                                                                                                     no    no    no     no       no     no    no       no
    shots.title action dialogue notes · replace others’ from behind                                                                                                           no    no    no     no       no     no    no       no
    shots.title action dialogue notes · set a plain value                                                                                                                     no    no    no     no       no     no    no       no
    shots.duration size angle movement lens status assignee lineart art fixed source deleted · overwrite others’ from behind                                                  yes   yes   yes    no       no     no    no       no
    shots.duration size angle movement lens status assignee lineart art fixed source deleted · remove own                                                                     yes   yes   yes    no       no     no    no       no
    shots.duration size angle movement lens status assignee lineart art fixed source deleted · tombstone over others’                                                         yes   yes   yes    no       no     no    no       no
    shots.createdBy createdAt · change own                                                                                                                                    no    no    no     no       no     no    no       no
    shots.createdBy createdAt · change others’                                                                                                                                no    no    no     no       no     no    no       no
    shots.createdBy createdAt · overwrite others’ unseen                                                                                                                      no    no    no     no       no     no    no       no
    shots.createdBy createdAt · overwrite others’ unseen and say so                                                                                                           no    no    no     no       no     no    no       no
    shots.createdBy · set in another’s name                                                                                                                                   no    no    no     no       no     no    no       no
    shots.createdBy · forged in a new one                                                                                                                                     no    no    no     no       no     no    no       no
    shots.deleted · set in a new one                                                                                                                                          yes   yes   yes    no       no     no    no       no
    takes · create                                                                                                                                                            yes   yes   yes    no       no     no    no       no
    takes · create with an unknown field                                                                                                                                      no    no    no     no       no     no    no       no
    takes · create a plain value                                                                                                                                              no    no    no     no       no     no    no       no
    takes · create another shared type                                                                                                                                        no    no    no     no       no     no    no       no
    takes · create a subdocument                                                                                                                                              no    no    no     no       no     no    no       no
    takes · create ContentJSON                                                                                                                                                no    no    no     no       no     no    no       no
    takes · add a list item                                                                                                                                                   no    no    no     no       no     no    no       no
    takes · set an unknown field                                                                                                                                              no    no    no     no       no     no    no       no
    takes · remove own                                                                                                                                                        no    no    no     no       no     no    no       no
    takes · replace own                                                                                                                                                       no    no    no     no       no     no    no       no
    takes · tombstone over own                                                                                                                                                no    no    no     no       no     no    no       no
    takes · remove others’                                                                                                                                                    no    no    no     no       no     no    no       no
    takes · replace others’                                                                                                                                                   no    no    no     no       no     no    no       no
    takes · tombstone over others’                                                                                                                                            no    no    no     no       no     no    no       no
    takes.shot layer picture createdBy createdAt · change own                                                                                                                 no    no    no     no       no     no    no       no
    takes.shot layer picture createdBy createdAt · change others’                                                                                                             no    no    no     no       no     no    no       no
    takes.shot layer picture createdBy createdAt · overwrite others’ unseen                                                                                                   no    no    no     no       no     no    no       no
    takes.shot layer picture createdBy createdAt · overwrite others’ unseen and say so                                                                                        no    no    no     no       no     no    no       no
    takes.shot layer picture createdBy createdAt · overwrite others’ from behind                                                                                              no    no    no     no       no     no    no       no
    takes.shot layer picture note createdBy createdAt deleted · set a wrong type                                                                                              no    no    no     no       no     no    no       no
    takes.shot picture note createdBy deleted · set over its limit                                                                                                            no    no    no     no       no     no    no       no
    takes.shot layer picture createdBy createdAt · remove own                                                                                                                 no    no    no     no       no     no    no       no
    takes.shot layer picture createdBy createdAt · tombstone over others’                                                                                                     no    no    no     no       no     no    no       no
    takes.shot layer picture note createdBy createdAt deleted · set a subdocument                                                                                             no    no    no     no       no     no    no       no
    takes.shot layer picture note createdBy createdAt deleted · set ContentJSON                                                                                               no    no    no     no       no     no    no       no
    takes.shot layer picture note createdBy createdAt deleted · set bytes                                                                                                     no    no    no     no       no     no    no       no
    takes.shot layer picture note createdBy createdAt deleted · set several values                                                                                            no    no    no     no       no     no    no       no
    takes.shot layer picture note createdBy createdAt deleted · set another shared type                                                                                       no    no    no     no       no     no    no       no
    takes.shot layer picture createdBy createdAt · left out of a new one                                                                                                      no    no    no     no       no     no    no       no
    takes.picture deleted · set with an unknown key                                                                                                                           no    no    no     no       no     no    no       no
    takes.note deleted · change own                                                                                                                                           yes   yes   yes    no       no     no    no       no
    takes.note deleted · change others’                                                                                                                                       yes   yes   yes    no       no     no    no       no
    takes.note deleted · overwrite others’ unseen                                                                                                                             yes   yes   yes    no       no     no    no       no
    takes.note deleted · overwrite others’ unseen and say so                                                                                                                  yes   yes   yes    no       no     no    no       no
    takes.note deleted · overwrite others’ from behind                                                                                                                        yes   yes   yes    no       no     no    no       no
    takes.note deleted · remove own                                                                                                                                           yes   yes   yes    no       no     no    no       no
    takes.note deleted · tombstone over others’                                                                                                                               yes   yes   yes    no       no     no    no       no
    takes.createdBy · set in another’s name                                                                                                                                   no    no    no     no       no     no    no       no
    takes.createdBy · forged in a new one                                                                                                                                     no    no    no     no       no     no    no       no
    takes.deleted · set in a new one                                                                                                                                          yes   yes   yes    no       no     no    no       no
    settings · set an unknown field                                                                                                                                           no    no    no     no       no     no    no       no
    settings · add a list item                                                                                                                                                no    no    no     no       no     no    no       no
    settings.aspect numbering locked · change own                                                                                                                             yes   yes   yes    no       no     no    no       no
    settings.aspect numbering locked · change others’                                                                                                                         yes   yes   yes    no       no     no    no       no
    settings.aspect numbering locked · overwrite others’ unseen                                                                                                               yes   yes   yes    no       no     no    no       no
    settings.aspect numbering locked · overwrite others’ unseen and say so                                                                                                    yes   yes   yes    no       no     no    no       no
    settings.aspect numbering locked · overwrite others’ from behind                                                                                                          yes   yes   yes    no       no     no    no       no
    settings.aspect numbering locked · remove own                                                                                                                             yes   yes   yes    no       no     no    no       no
    settings.aspect numbering locked · tombstone over others’                                                                                                                 yes   yes   yes    no       no     no    no       no
    settings.aspect numbering locked · set a wrong type                                                                                                                       no    no    no     no       no     no    no       no
    settings.aspect numbering locked · set a subdocument                                                                                                                      no    no    no     no       no     no    no       no
    settings.aspect numbering locked · set ContentJSON                                                                                                                        no    no    no     no       no     no    no       no
    settings.aspect numbering locked · set bytes                                                                                                                              no    no    no     no       no     no    no       no
    settings.aspect numbering locked · set several values                                                                                                                     no    no    no     no       no     no    no       no
    settings.aspect numbering locked · set another shared type                                                                                                                no    no    no     no       no     no    no       no
    settings.numbering locked · set over its limit                                                                                                                            no    no    no     no       no     no    no       no
    settings.locked · set with an unknown key                                                                                                                                 no    no    no     no       no     no    no       no
    settings.locked · set in another’s name                                                                                                                                   no    no    no     no       no     no    no       no
    board · write under another’s lease                                                                                                                                       no    no    no     no       no     no    no       no
    board · something ordinary and an unknown root in one                                                                                                                     no    no    no     no       no     no    no       no
    board · write an unknown root                                                                                                                                             no    no    no     no       no     no    no       no
    board · list in an unknown root                                                                                                                                           no    no    no     no       no     no    no       no
    board · type in an unknown root                                                                                                                                           no    no    no     no       no     no    no       no
  `,
};
