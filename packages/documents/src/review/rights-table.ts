import { FEEDBACK_SAMPLES, feedbackRights } from '../feedback/rights-rows.ts';
import type { RightsTable } from '../rights-table.ts';

const FILE = { hash: 'b'.repeat(64), name: 'v1.mp4', type: 'video/mp4', bytes: 24_000_000 };
const MEASURED = { width: 1920, height: 1080, video: null };

/** Editors bring cuts, the server says what is in them; from reviewer on each says their own, and approves. */
export const REVIEW_RIGHTS: RightsTable = {
  kind: 'review',
  samples: {
    cuts: {
      made: ({ me }) => ({ file: FILE, createdBy: me, createdAt: 1 }),
      changed: ({ me }) => ({
        file: { ...FILE, name: 'v2.mp4' },
        label: '로고 늦춤',
        createdBy: me,
        createdAt: 2,
        media: { ...MEASURED, state: 'ready' },
        measured: MEASURED,
        deleted: { by: me, at: 2 },
      }),
    },
    approvals: { first: { verdict: 'changes', at: 1 }, changed: { verdict: 'approved', at: 2 } },
    ...FEEDBACK_SAMPLES,
  },
  expected: `
                                                                                          owner admin editor reviewer viewer guest onlooker stranger
    cuts · create                                                                         yes   yes   yes    no       no     no    no       no
    cuts · create with an unknown field                                                   no    no    no     no       no     no    no       no
    cuts · create a plain value                                                           no    no    no     no       no     no    no       no
    cuts · create another shared type                                                     no    no    no     no       no     no    no       no
    cuts · create a subdocument                                                           no    no    no     no       no     no    no       no
    cuts · create ContentJSON                                                             no    no    no     no       no     no    no       no
    cuts · add a list item                                                                no    no    no     no       no     no    no       no
    cuts · set an unknown field                                                           no    no    no     no       no     no    no       no
    cuts · remove own                                                                     no    no    no     no       no     no    no       no
    cuts · remove others’                                                                 no    no    no     no       no     no    no       no
    cuts · replace own                                                                    no    no    no     no       no     no    no       no
    cuts · replace others’                                                                no    no    no     no       no     no    no       no
    cuts · tombstone over own                                                             no    no    no     no       no     no    no       no
    cuts · tombstone over others’                                                         no    no    no     no       no     no    no       no
    cuts.file createdBy createdAt · left out of a new one                                 no    no    no     no       no     no    no       no
    cuts.createdBy · forged in a new one                                                  no    no    no     no       no     no    no       no
    cuts.createdBy deleted · set in another’s name                                        no    no    no     no       no     no    no       no
    cuts.label measured deleted · change own                                              yes   yes   yes    no       no     no    no       no
    cuts.file createdBy createdAt media · change own                                      no    no    no     no       no     no    no       no
    cuts.label measured deleted · change others’                                          yes   yes   yes    no       no     no    no       no
    cuts.file createdBy createdAt media · change others’                                  no    no    no     no       no     no    no       no
    cuts.label measured deleted · overwrite others’ unseen                                yes   yes   yes    no       no     no    no       no
    cuts.file createdBy createdAt media · overwrite others’ unseen                        no    no    no     no       no     no    no       no
    cuts.label measured deleted · overwrite others’ unseen and say so                     yes   yes   yes    no       no     no    no       no
    cuts.file createdBy createdAt media · overwrite others’ unseen and say so             no    no    no     no       no     no    no       no
    cuts.label measured deleted · overwrite others’ from behind                           yes   yes   yes    no       no     no    no       no
    cuts.file createdBy createdAt media · overwrite others’ from behind                   no    no    no     no       no     no    no       no
    cuts.label measured deleted · tombstone over others’                                  yes   yes   yes    no       no     no    no       no
    cuts.file createdBy createdAt media · tombstone over others’                          no    no    no     no       no     no    no       no
    cuts.label measured deleted · remove own                                              yes   yes   yes    no       no     no    no       no
    cuts.file createdBy createdAt media · remove own                                      no    no    no     no       no     no    no       no
    cuts.file label createdBy media measured deleted · set over its limit                 no    no    no     no       no     no    no       no
    cuts.file media measured deleted · set with an unknown key                            no    no    no     no       no     no    no       no
    cuts.file label createdBy createdAt media measured deleted · set a wrong type         no    no    no     no       no     no    no       no
    cuts.file label createdBy createdAt media measured deleted · set a subdocument        no    no    no     no       no     no    no       no
    cuts.file label createdBy createdAt media measured deleted · set ContentJSON          no    no    no     no       no     no    no       no
    cuts.file label createdBy createdAt media measured deleted · set bytes                no    no    no     no       no     no    no       no
    cuts.file label createdBy createdAt media measured deleted · set several values       no    no    no     no       no     no    no       no
    cuts.file label createdBy createdAt media measured deleted · set another shared type  no    no    no     no       no     no    no       no
    cuts.label measured deleted · set in a new one                                        yes   yes   yes    no       no     no    no       no
    cuts.media · set in a new one                                                         no    no    no     no       no     no    no       no
    approvals · set own first                                                             yes   yes   yes    yes      no     no    no       no
    approvals · change own                                                                yes   yes   yes    yes      no     no    no       no
    approvals · remove own                                                                yes   yes   yes    yes      no     no    no       no
    approvals · set as another                                                            no    no    no     no       no     no    no       no
    approvals · change another’s                                                          no    no    no     no       no     no    no       no
    approvals · overwrite another’s unseen                                                no    no    no     no       no     no    no       no
    approvals · remove another’s                                                          no    no    no     no       no     no    no       no
    approvals · tombstone over another’s                                                  no    no    no     no       no     no    no       no
    approvals · set under nobody’s key                                                    no    no    no     no       no     no    no       no
    approvals · set under a key of three parts                                            no    no    no     no       no     no    no       no
    approvals · set a wrong type                                                          no    no    no     no       no     no    no       no
    approvals · set with an unknown key                                                   no    no    no     no       no     no    no       no
    approvals · set a shared type                                                         no    no    no     no       no     no    no       no
    approvals · set a subdocument                                                         no    no    no     no       no     no    no       no
    approvals · set ContentJSON                                                           no    no    no     no       no     no    no       no
    approvals · add a list item                                                           no    no    no     no       no     no    no       no
    review · write under another’s lease                                                  no    no    no     no       no     no    no       no
    review · something ordinary and an unknown root in one                                no    no    no     no       no     no    no       no
    review · write an unknown root                                                        no    no    no     no       no     no    no       no
    review · list in an unknown root                                                      no    no    no     no       no     no    no       no
    review · type in an unknown root                                                      no    no    no     no       no     no    no       no
    ${feedbackRights({ reviewer: 'yes' })}
  `,
};
