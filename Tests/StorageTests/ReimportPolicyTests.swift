import Storage
import Testing

/// What an upload's flags mean for items that are stored already.
@Suite("Re-import")
struct ReimportPolicyTests {
    @Test("the flags of an upload choose the policy")
    func flags() {
        #expect(
            ReimportPolicy(skipsDuplicateURLs: false, upsertsMetadata: false) == .createAgain)
        #expect(ReimportPolicy(skipsDuplicateURLs: false, upsertsMetadata: true) == .createAgain)
        #expect(ReimportPolicy(skipsDuplicateURLs: true, upsertsMetadata: false) == .skip)
        #expect(ReimportPolicy(skipsDuplicateURLs: true, upsertsMetadata: true) == .overwrite)
    }

    @Test("the outcome of every cell")
    func outcomes() {
        for policy in ReimportPolicy.allCases {
            for brings in [false, true] {
                #expect(policy.outcome(isStored: false, bringsMetadata: brings) == .create)
            }
        }
        #expect(ReimportPolicy.createAgain.outcome(isStored: true, bringsMetadata: true) == .create)
        #expect(ReimportPolicy.skip.outcome(isStored: true, bringsMetadata: true) == .skip)
        #expect(
            ReimportPolicy.overwrite.outcome(isStored: true, bringsMetadata: true) == .overwrite)
        #expect(ReimportPolicy.overwrite.outcome(isStored: true, bringsMetadata: false) == .keep)
        #expect(ReimportPolicy.merge.outcome(isStored: true, bringsMetadata: true) == .merge)
        #expect(ReimportPolicy.merge.outcome(isStored: true, bringsMetadata: false) == .keep)
    }
}
