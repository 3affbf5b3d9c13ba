import Storage
import Testing

extension ConformanceCheck {
    /// Counts are exact however often an upload names a URL.
    static let repeatedURLChecks = [
        counts
    ]

    private static func uploads(_ count: Int) -> [Upload] {
        (0..<count).map { Upload("u:1", metadata: #"{"a": \#($0)}"#) }
    }

    private static let counts = ConformanceCheck("counts are exact whatever the policy") {
        backend in
        for policy in ReimportPolicy.allCases {
            try backend.withStore { store in
                try store.load([Upload("u:1"), Upload("u:2")])
                try store.load([Upload("u:1")], into: "g")
                let summary = try store.load(uploads(40), policy: policy)
                #expect(summary.addsUp && summary.read == 40)
                #expect(summary.created == (policy == .createAgain ? 40 : 0))
                #expect(summary.doubled == summary.created)
                #expect(summary.skipped == (policy == .skip ? 40 : 0))
                let fresh = try store.load(
                    [Upload("u:3"), Upload("u:3"), Upload("u:2")], policy: policy)
                #expect(
                    fresh.created == [.createAgain: 3, .skip: 1, .overwrite: 1, .merge: 1][policy])
                #expect(fresh.doubled == (policy == .createAgain ? 1 : 0))
            }
        }
    }
}
