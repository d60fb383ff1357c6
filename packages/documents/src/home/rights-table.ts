import type { RightsTable } from '../rights-table.ts';

/** Each person's own: what concerns them the server writes, what they make of it they do. The stranger tries somebody else's. */
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
        progress: 100,
        updatedAt: 1,
      }),
    },
    notifications: {
      ids: (_actors, doc) => {
        const [own, others] = [...doc.getMap('notifications').keys()];
        return { own: own!, others: others ?? own! };
      },
      changed: ({ other }) => ({
        type: 'changesRequested',
        project: 'any',
        by: { id: other, name: 'Somebody' },
        count: 1_000,
        place: { type: 'members', id: null },
        thread: 'any',
        picture: true,
        label: 'Elsewhere',
        detail: 'owner',
        at: 1,
        cancelled: 1,
      }),
    },
    marks: { first: { state: 'read', upTo: 1 }, changed: { state: 'archived', upTo: 2 } },
    readings: { first: { upTo: 1, notes: 1 }, changed: { upTo: 2, notes: 2 } },
    follows: { first: 'follow', changed: 'mute' },
    preferences: { changed: () => ({ mail: 'off', push: false }) },
  },
  expected: `
                                                                                                                              owner admin editor reviewer viewer guest onlooker stranger
    projects · create                                                                                                         no    no    no     no       no     no    no       no
    projects · create with an unknown field                                                                                   no    no    no     no       no     no    no       no
    projects · create a plain value                                                                                           no    no    no     no       no     no    no       no
    projects · create another shared type                                                                                     no    no    no     no       no     no    no       no
    projects · create a subdocument                                                                                           no    no    no     no       no     no    no       no
    projects · create ContentJSON                                                                                             no    no    no     no       no     no    no       no
    projects · add a list item                                                                                                no    no    no     no       no     no    no       no
    projects · set an unknown field                                                                                           no    no    no     no       no     no    no       no
    projects · remove own                                                                                                     no    no    no     no       no     no    no       no
    projects · replace own                                                                                                    no    no    no     no       no     no    no       no
    projects · tombstone over own                                                                                             no    no    no     no       no     no    no       no
    projects · remove others’                                                                                                 no    no    no     no       no     no    no       no
    projects · replace others’                                                                                                no    no    no     no       no     no    no       no
    projects · tombstone over others’                                                                                         no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · change own                                                        no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · change others’                                                    no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · overwrite others’ unseen                                          no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · overwrite others’ unseen and say so                               no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · overwrite others’ from behind                                     no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · set a wrong type                                                  no    no    no     no       no     no    no       no
    projects.name progress · set over its limit                                                                               no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · remove own                                                        no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · tombstone over others’                                            no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · set a subdocument                                                 no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · set ContentJSON                                                   no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · set bytes                                                         no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · set several values                                                no    no    no     no       no     no    no       no
    projects.name role status deadline progress updatedAt · set another shared type                                           no    no    no     no       no     no    no       no
    notifications · create                                                                                                    no    no    no     no       no     no    no       no
    notifications · create with an unknown field                                                                              no    no    no     no       no     no    no       no
    notifications · create a plain value                                                                                      no    no    no     no       no     no    no       no
    notifications · create another shared type                                                                                no    no    no     no       no     no    no       no
    notifications · create a subdocument                                                                                      no    no    no     no       no     no    no       no
    notifications · create ContentJSON                                                                                        no    no    no     no       no     no    no       no
    notifications · add a list item                                                                                           no    no    no     no       no     no    no       no
    notifications · set an unknown field                                                                                      no    no    no     no       no     no    no       no
    notifications · remove own                                                                                                no    no    no     no       no     no    no       no
    notifications · replace own                                                                                               no    no    no     no       no     no    no       no
    notifications · tombstone over own                                                                                        no    no    no     no       no     no    no       no
    notifications · remove others’                                                                                            no    no    no     no       no     no    no       no
    notifications · replace others’                                                                                           no    no    no     no       no     no    no       no
    notifications · tombstone over others’                                                                                    no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · change own                           no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · change others’                       no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · overwrite others’ unseen             no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · overwrite others’ unseen and say so  no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · overwrite others’ from behind        no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · set a wrong type                     no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · remove own                           no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · tombstone over others’               no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · set a subdocument                    no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · set ContentJSON                      no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · set bytes                            no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · set several values                   no    no    no     no       no     no    no       no
    notifications.type project by count place thread picture label detail at cancelled · set another shared type              no    no    no     no       no     no    no       no
    notifications.project by thread label detail · set over its limit                                                         no    no    no     no       no     no    no       no
    notifications.by place · set with an unknown key                                                                          no    no    no     no       no     no    no       no
    marks · set own first                                                                                                     yes   yes   yes    yes      yes    no    no       no
    marks · change own                                                                                                        yes   yes   yes    yes      yes    no    no       no
    marks · remove own                                                                                                        yes   yes   yes    yes      yes    no    no       no
    marks · set as another                                                                                                    no    no    no     no       no     no    no       no
    marks · change another’s                                                                                                  no    no    no     no       no     no    no       no
    marks · overwrite another’s unseen                                                                                        no    no    no     no       no     no    no       no
    marks · remove another’s                                                                                                  no    no    no     no       no     no    no       no
    marks · tombstone over another’s                                                                                          no    no    no     no       no     no    no       no
    marks · set under nobody’s key                                                                                            no    no    no     no       no     no    no       no
    marks · set under a key of three parts                                                                                    no    no    no     no       no     no    no       no
    marks · set a wrong type                                                                                                  no    no    no     no       no     no    no       no
    marks · set with an unknown key                                                                                           no    no    no     no       no     no    no       no
    marks · set a shared type                                                                                                 no    no    no     no       no     no    no       no
    marks · set a subdocument                                                                                                 no    no    no     no       no     no    no       no
    marks · set ContentJSON                                                                                                   no    no    no     no       no     no    no       no
    marks · add a list item                                                                                                   no    no    no     no       no     no    no       no
    readings · set own first                                                                                                  yes   yes   yes    yes      yes    no    no       no
    readings · change own                                                                                                     yes   yes   yes    yes      yes    no    no       no
    readings · remove own                                                                                                     yes   yes   yes    yes      yes    no    no       no
    readings · set as another                                                                                                 no    no    no     no       no     no    no       no
    readings · change another’s                                                                                               no    no    no     no       no     no    no       no
    readings · overwrite another’s unseen                                                                                     no    no    no     no       no     no    no       no
    readings · remove another’s                                                                                               no    no    no     no       no     no    no       no
    readings · tombstone over another’s                                                                                       no    no    no     no       no     no    no       no
    readings · set under nobody’s key                                                                                         no    no    no     no       no     no    no       no
    readings · set under a key of three parts                                                                                 no    no    no     no       no     no    no       no
    readings · set a wrong type                                                                                               no    no    no     no       no     no    no       no
    readings · set with an unknown key                                                                                        no    no    no     no       no     no    no       no
    readings · set a shared type                                                                                              no    no    no     no       no     no    no       no
    readings · set a subdocument                                                                                              no    no    no     no       no     no    no       no
    readings · set ContentJSON                                                                                                no    no    no     no       no     no    no       no
    readings · add a list item                                                                                                no    no    no     no       no     no    no       no
    follows · set own first                                                                                                   yes   yes   yes    yes      yes    no    no       no
    follows · change own                                                                                                      yes   yes   yes    yes      yes    no    no       no
    follows · remove own                                                                                                      yes   yes   yes    yes      yes    no    no       no
    follows · set as another                                                                                                  no    no    no     no       no     no    no       no
    follows · change another’s                                                                                                no    no    no     no       no     no    no       no
    follows · overwrite another’s unseen                                                                                      no    no    no     no       no     no    no       no
    follows · remove another’s                                                                                                no    no    no     no       no     no    no       no
    follows · tombstone over another’s                                                                                        no    no    no     no       no     no    no       no
    follows · set under nobody’s key                                                                                          no    no    no     no       no     no    no       no
    follows · set under a key of three parts                                                                                  no    no    no     no       no     no    no       no
    follows · set a wrong type                                                                                                no    no    no     no       no     no    no       no
    follows · set a shared type                                                                                               no    no    no     no       no     no    no       no
    follows · set a subdocument                                                                                               no    no    no     no       no     no    no       no
    follows · set ContentJSON                                                                                                 no    no    no     no       no     no    no       no
    follows · add a list item                                                                                                 no    no    no     no       no     no    no       no
    preferences · set an unknown field                                                                                        no    no    no     no       no     no    no       no
    preferences · add a list item                                                                                             no    no    no     no       no     no    no       no
    preferences.mail push · change own                                                                                        yes   yes   yes    yes      yes    no    no       no
    preferences.mail push · change others’                                                                                    yes   yes   yes    yes      yes    no    no       no
    preferences.mail push · overwrite others’ unseen                                                                          yes   yes   yes    yes      yes    no    no       no
    preferences.mail push · overwrite others’ unseen and say so                                                               yes   yes   yes    yes      yes    no    no       no
    preferences.mail push · overwrite others’ from behind                                                                     yes   yes   yes    yes      yes    no    no       no
    preferences.mail push · set a wrong type                                                                                  no    no    no     no       no     no    no       no
    preferences.mail push · remove own                                                                                        yes   yes   yes    yes      yes    no    no       no
    preferences.mail push · tombstone over others’                                                                            yes   yes   yes    yes      yes    no    no       no
    preferences.mail push · set a subdocument                                                                                 no    no    no     no       no     no    no       no
    preferences.mail push · set ContentJSON                                                                                   no    no    no     no       no     no    no       no
    preferences.mail push · set bytes                                                                                         no    no    no     no       no     no    no       no
    preferences.mail push · set several values                                                                                no    no    no     no       no     no    no       no
    preferences.mail push · set another shared type                                                                           no    no    no     no       no     no    no       no
    home · write under another’s lease                                                                                        no    no    no     no       no     no    no       no
    home · something ordinary and an unknown root in one                                                                      no    no    no     no       no     no    no       no
    home · write an unknown root                                                                                              no    no    no     no       no     no    no       no
    home · list in an unknown root                                                                                            no    no    no     no       no     no    no       no
    home · type in an unknown root                                                                                            no    no    no     no       no     no    no       no
  `,
};
