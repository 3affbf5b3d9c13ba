import Foundation
import Items
import Storage
import TestSupport
import Testing
import Text

/// Laws of an upload that overwrites, whatever it holds: random items, many of one URL.
extension ConformanceCheck {
    /// An upload that overwrites changes nothing the second time.
    static let repeatedImportChecks = [41, 42, 43].flatMap { (seed: UInt64) in
        [ReimportPolicy.overwrite, .merge].map { repeatedImport($0, seed: seed) }
    }

    private static func repeatedImport(_ policy: ReimportPolicy, seed: UInt64) -> ConformanceCheck {
        ConformanceCheck(
            "an upload of policy \(policy) changes nothing the second time, seed \(seed)"
        ) {
            backend in
            var generator = SeededGenerator(seed: seed)
            for round in 0..<12 {
                let old = uploads(using: &generator)
                let new = uploads(using: &generator)
                try backend.withStore { store in
                    try store.load(old)
                    let before = try store.allItems()
                    let first = try store.load(new, policy: policy)
                    let after = try store.allItems()
                    let label = "seed \(seed), round \(round)"
                    #expect(first.addsUp, "\(label)")
                    // An item is one that lost something when a key that had a value is gone.
                    let losers = zip(before, after).filter { old, new in
                        keys(of: old).contains { !keys(of: new, withNull: true).contains($0) }
                    }
                    if policy == .merge { #expect(losers.isEmpty, "\(label)") }
                    #expect(first.loss.itemCount == losers.count, "\(label)")
                    for (old, new) in zip(before, after) where old.document == new.document {
                        #expect(
                            old == new, "\(label): what is the same in the end is the same item")
                    }
                    let second = try store.load(new, policy: policy)
                    #expect(second.updated == 0 && second.created == 0, "\(label): \(second)")
                    #expect(second.loss.isEmpty && second.addsUp, "\(label)")
                    #expect(try store.allItems() == after, "\(label)")
                }
            }
        }
    }

    private static func uploads(using generator: inout SeededGenerator) -> [Upload] {
        (0..<Int.random(in: 1...30, using: &generator)).map { _ in
            let keys = ["a", "b", "cc", "caf\u{E9}", "cafe\u{301}"].filter { _ in
                Bool.random(using: &generator)
            }
            let members = keys.map { key in
                "\"\(key)\": \(["1", "2", "null"].randomElement(using: &generator) ?? "1")"
            }
            let url = "u:\(Int.random(in: 0..<6, using: &generator))"
            return Upload(url, metadata: "{" + members.joined(separator: ", ") + "}")
        }
    }

    /// The keys of a document of plain members, as bytes: a dictionary of strings would take two
    /// spellings of an accent for one key.
    private static func keys(of item: StoredItem, withNull: Bool = false) -> Set<ExactText> {
        let members = item.text.dropFirst().dropLast().components(separatedBy: ", ")
        let pairs = members.map { $0.components(separatedBy: ": ") }.filter { $0.count == 2 }
        return exact(pairs.filter { withNull || $0[1] != "null" }.map { $0[0] })
    }
}
