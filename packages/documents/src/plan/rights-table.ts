import type { RightsTable } from '../rights-table.ts';

/** The plan: editors and above, every stage of it; a stage has no author. */
export const PLAN_RIGHTS: RightsTable = {
  kind: 'plan',
  samples: {
    stages: {
      made: () => ({ place: { order: 'a9' }, title: '새 단계', label: '기', status: 'draft' }),
      changed: () => ({ place: { order: 'a8' }, title: '다른 이름', label: '결', status: 'approved' }),
    },
  },
  expected: `
                                                                       owner admin editor reviewer viewer guest onlooker stranger
    stages · create                                                    yes   yes   yes    no       no     no    no       no
    stages · create with an unknown field                              no    no    no     no       no     no    no       no
    stages · create a plain value                                      no    no    no     no       no     no    no       no
    stages · create another shared type                                no    no    no     no       no     no    no       no
    stages · create a subdocument                                      no    no    no     no       no     no    no       no
    stages · create ContentJSON                                        no    no    no     no       no     no    no       no
    stages · add a list item                                           no    no    no     no       no     no    no       no
    stages · set an unknown field                                      no    no    no     no       no     no    no       no
    stages · remove own                                                no    no    no     no       no     no    no       no
    stages · remove others’                                            no    no    no     no       no     no    no       no
    stages · replace own                                               no    no    no     no       no     no    no       no
    stages · replace others’                                           no    no    no     no       no     no    no       no
    stages · tombstone over own                                        no    no    no     no       no     no    no       no
    stages · tombstone over others’                                    no    no    no     no       no     no    no       no
    stages.place · left out of a new one                               no    no    no     no       no     no    no       no
    stages.place title status content · change own                     yes   yes   yes    no       no     no    no       no
    stages.place title status content · change others’                 yes   yes   yes    no       no     no    no       no
    stages.label · change own                                          no    no    no     no       no     no    no       no
    stages.label · change others’                                      no    no    no     no       no     no    no       no
    stages.place title status · overwrite others’ unseen               yes   yes   yes    no       no     no    no       no
    stages.place title status · overwrite others’ unseen and say so    yes   yes   yes    no       no     no    no       no
    stages.title status · overwrite others’ from behind                yes   yes   yes    no       no     no    no       no
    stages.place · overwrite others’ from behind                       no    no    no     no       no     no    no       no
    stages.label · overwrite others’ unseen                            no    no    no     no       no     no    no       no
    stages.label · overwrite others’ unseen and say so                 no    no    no     no       no     no    no       no
    stages.label · overwrite others’ from behind                       no    no    no     no       no     no    no       no
    stages.title status · remove own                                   yes   yes   yes    no       no     no    no       no
    stages.place label content · remove own                            no    no    no     no       no     no    no       no
    stages.title status · tombstone over others’                       yes   yes   yes    no       no     no    no       no
    stages.place label content · tombstone over others’                no    no    no     no       no     no    no       no
    stages.place title label · set over its limit                      no    no    no     no       no     no    no       no
    stages.place · set with an unknown key                             no    no    no     no       no     no    no       no
    stages.place title label status · set a wrong type                 no    no    no     no       no     no    no       no
    stages.place title label status content · set a subdocument        no    no    no     no       no     no    no       no
    stages.place title label status content · set ContentJSON          no    no    no     no       no     no    no       no
    stages.place title label status content · set bytes                no    no    no     no       no     no    no       no
    stages.place title label status content · set several values       no    no    no     no       no     no    no       no
    stages.place title label status content · set another shared type  no    no    no     no       no     no    no       no
    stages.content · empty others’                                     yes   yes   yes    no       no     no    no       no
    stages.content · draw an unknown node                              no    no    no     no       no     no    no       no
    stages.content · draw an unknown mark                              no    no    no     no       no     no    no       no
    stages.content · link to a script                                  no    no    no     no       no     no    no       no
    stages.content · set a size out of all proportion                  no    no    no     no       no     no    no       no
    stages.content · nest a map                                        no    no    no     no       no     no    no       no
    stages.content · embed                                             no    no    no     no       no     no    no       no
    stages.content · replace own                                       no    no    no     no       no     no    no       no
    stages.content · replace others’ unseen                            no    no    no     no       no     no    no       no
    stages.content · replace others’ unseen and say so                 no    no    no     no       no     no    no       no
    stages.content · replace others’ from behind                       no    no    no     no       no     no    no       no
    stages.content · set a plain value                                 no    no    no     no       no     no    no       no
    plan · write under another’s lease                                 no    no    no     no       no     no    no       no
    plan · something ordinary and an unknown root in one               no    no    no     no       no     no    no       no
    plan · write an unknown root                                       no    no    no     no       no     no    no       no
    plan · list in an unknown root                                     no    no    no     no       no     no    no       no
    plan · type in an unknown root                                     no    no    no     no       no     no    no       no
  `,
};
