import type { RightsTable } from '../rights-table.ts';

/** Written by the server alone: whoever wants to change a name or a role asks over HTTP. */
export const INFO_RIGHTS: RightsTable = {
  kind: 'info',
  samples: {
    project: {
      changed: () => ({
        name: '내 프로젝트',
        description: 'mine',
        deadline: '2027-01-01',
        tag: 'mine',
        status: 'archived',
        template: 'pipeline',
        language: 'ko',
        progress: 100,
        createdAt: 1,
      }),
    },
    members: {
      // The best thing to forge here is one's own role.
      ids: ({ me, other }, doc) => ({ own: doc.getMap('members').has(me) ? me : other, others: other }),
      changed: () => ({
        name: 'The owner',
        picture: 'https://example.org/p.png',
        role: 'owner',
        joinedAt: 1,
      }),
    },
  },
  expected: `
                                                                                                                             owner admin editor reviewer viewer guest onlooker stranger
    project · set an unknown field                                                                                           no    no    no     no       no     no    no       no
    project · add a list item                                                                                                no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · change own                           no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · change others’                       no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · overwrite others’ unseen             no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · overwrite others’ unseen and say so  no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · overwrite others’ from behind        no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · remove own                           no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · tombstone over others’               no    no    no     no       no     no    no       no
    project.name description tag progress · set over its limit                                                               no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · set a wrong type                     no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · set a subdocument                    no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · set ContentJSON                      no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · set bytes                            no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · set several values                   no    no    no     no       no     no    no       no
    project.name description deadline tag status template language progress createdAt · set another shared type              no    no    no     no       no     no    no       no
    members · create                                                                                                         no    no    no     no       no     no    no       no
    members · create with an unknown field                                                                                   no    no    no     no       no     no    no       no
    members · create a plain value                                                                                           no    no    no     no       no     no    no       no
    members · create another shared type                                                                                     no    no    no     no       no     no    no       no
    members · create a subdocument                                                                                           no    no    no     no       no     no    no       no
    members · create ContentJSON                                                                                             no    no    no     no       no     no    no       no
    members · add a list item                                                                                                no    no    no     no       no     no    no       no
    members · set an unknown field                                                                                           no    no    no     no       no     no    no       no
    members · remove own                                                                                                     no    no    no     no       no     no    no       no
    members · remove others’                                                                                                 no    no    no     no       no     no    no       no
    members · replace own                                                                                                    no    no    no     no       no     no    no       no
    members · replace others’                                                                                                no    no    no     no       no     no    no       no
    members · tombstone over own                                                                                             no    no    no     no       no     no    no       no
    members · tombstone over others’                                                                                         no    no    no     no       no     no    no       no
    members.name picture role joinedAt · change own                                                                          no    no    no     no       no     no    no       no
    members.name picture role joinedAt · change others’                                                                      no    no    no     no       no     no    no       no
    members.name picture role joinedAt · overwrite others’ unseen                                                            no    no    no     no       no     no    no       no
    members.name picture role joinedAt · overwrite others’ unseen and say so                                                 no    no    no     no       no     no    no       no
    members.name picture role joinedAt · overwrite others’ from behind                                                       no    no    no     no       no     no    no       no
    members.name picture role joinedAt · remove own                                                                          no    no    no     no       no     no    no       no
    members.name picture role joinedAt · tombstone over others’                                                              no    no    no     no       no     no    no       no
    members.name picture role joinedAt · set a wrong type                                                                    no    no    no     no       no     no    no       no
    members.name picture role joinedAt · set a subdocument                                                                   no    no    no     no       no     no    no       no
    members.name picture role joinedAt · set ContentJSON                                                                     no    no    no     no       no     no    no       no
    members.name picture role joinedAt · set bytes                                                                           no    no    no     no       no     no    no       no
    members.name picture role joinedAt · set several values                                                                  no    no    no     no       no     no    no       no
    members.name picture role joinedAt · set another shared type                                                             no    no    no     no       no     no    no       no
    info · write under another’s lease                                                                                       no    no    no     no       no     no    no       no
    info · something ordinary and an unknown root in one                                                                     no    no    no     no       no     no    no       no
    info · write an unknown root                                                                                             no    no    no     no       no     no    no       no
    info · list in an unknown root                                                                                           no    no    no     no       no     no    no       no
    info · type in an unknown root                                                                                           no    no    no     no       no     no    no       no
  `,
};
