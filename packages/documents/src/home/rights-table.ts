import type { RightsTable } from '../rights-table.ts';

/** Each person's own, written by the server alone; the stranger tries somebody else's. */
export const HOME_RIGHTS: RightsTable = {
  kind: 'home',
  samples: {
    projects: {
      ids: (_actors, doc) => {
        const [own, others] = [...doc.getMap('projects').keys()];
        return { own: own!, others: others ?? own! };
      },
      changed: () => ({
        name: 'Mine',
        role: 'owner',
        status: 'archived',
        deadline: '2027-01-01',
        updatedAt: 1,
      }),
    },
  },
  expected: `
                                                                                        owner admin editor reviewer viewer stranger
    projects · create                                                                   no    no    no     no       no     no
    projects · create with an unknown field                                             no    no    no     no       no     no
    projects · create a plain value                                                     no    no    no     no       no     no
    projects · create another shared type                                               no    no    no     no       no     no
    projects · create a subdocument                                                     no    no    no     no       no     no
    projects · create ContentJSON                                                       no    no    no     no       no     no
    projects · add a list item                                                          no    no    no     no       no     no
    projects · set an unknown field                                                     no    no    no     no       no     no
    projects · remove own                                                               no    no    no     no       no     no
    projects · remove others’                                                           no    no    no     no       no     no
    projects · replace own                                                              no    no    no     no       no     no
    projects · replace others’                                                          no    no    no     no       no     no
    projects · tombstone over own                                                       no    no    no     no       no     no
    projects · tombstone over others’                                                   no    no    no     no       no     no
    projects.name role status deadline updatedAt · change own                           no    no    no     no       no     no
    projects.name role status deadline updatedAt · change others’                       no    no    no     no       no     no
    projects.name role status deadline updatedAt · overwrite others’ unseen             no    no    no     no       no     no
    projects.name role status deadline updatedAt · overwrite others’ unseen and say so  no    no    no     no       no     no
    projects.name role status deadline updatedAt · overwrite others’ from behind        no    no    no     no       no     no
    projects.name role status deadline updatedAt · remove own                           no    no    no     no       no     no
    projects.name role status deadline updatedAt · tombstone over others’               no    no    no     no       no     no
    projects.name · set over its limit                                                  no    no    no     no       no     no
    projects.name role status deadline updatedAt · set a wrong type                     no    no    no     no       no     no
    projects.name role status deadline updatedAt · set a subdocument                    no    no    no     no       no     no
    projects.name role status deadline updatedAt · set ContentJSON                      no    no    no     no       no     no
    projects.name role status deadline updatedAt · set bytes                            no    no    no     no       no     no
    projects.name role status deadline updatedAt · set several values                   no    no    no     no       no     no
    projects.name role status deadline updatedAt · set another shared type              no    no    no     no       no     no
    home · write under another’s lease                                                  no    no    no     no       no     no
    home · something ordinary and an unknown root in one                                no    no    no     no       no     no
    home · write an unknown root                                                        no    no    no     no       no     no
    home · list in an unknown root                                                      no    no    no     no       no     no
    home · type in an unknown root                                                      no    no    no     no       no     no
  `,
};
