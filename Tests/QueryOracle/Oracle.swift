/// The plain reading of the query language over decoded values.
package struct Oracle: Sendable {
    /// What an oracle gets wrong on purpose, to see that a comparison with it would tell.
    package enum Flaw: String, Sendable, CaseIterable {
        case lessTakesEqual, notEqualTakesMissing, notIsIgnored, andIsOr, betweenLeavesOutItsEnd
        case caseCountsInContains, anyTextIsUser, anyLengthIsVarchar, leapSecondIsTheNextSecond
        case nullIsMissing, urlDiffersIfAnyDoes, partOfAPlaceIsEnough, wordsMayBeParts
        case missingSortsFirst, endlessNumbersFit
    }

    let flaw: Flaw?

    /// - Parameter flaw: nil for an oracle that is right.
    package init(flaw: Flaw? = nil) { self.flaw = flaw }

    // MARK: What fits

    /// A value read as a type; nil where it does not fit.
    func value(_ tree: Tree, _ kind: Kind?) -> Value? {
        switch (kind, tree) {
        case (.boolean, .boolean(let value)), (nil, .boolean(let value)): return .boolean(value)
        case (nil, .number(let number)): return .number(number)
        case (.number(let largest), .number(let number)):
            let fits = abs(number) <= largest || flaw == .endlessNumbersFit
            return fits ? .number(number) : nil
        case (.datetime, .text(let text)):
            guard var moment = Moment(text) else { return nil }
            if moment.isLeap, flaw == .leapSecondIsTheNextSecond {
                moment.isLeap = false
                moment.seconds += 1
            }
            return .moment(moment)
        case (.uuid, .text(let text)): return Oracle.uuid(text).map(Value.text)
        case (.text, .text(let text)), (nil, .text(let text)): return .text(text)
        case (.user, .text(let text)):
            return Oracle.isAddress(text) || flaw == .anyTextIsUser ? .text(text) : nil
        case (.varchar(let longest), .text(let text)):
            return text.count <= longest || flaw == .anyLengthIsVarchar ? .text(text) : nil
        case (.options(let options), .text(let text)):
            return options.contains { Array($0.unicodeScalars) == text } ? .text(text) : nil
        default: return nil
        }
    }

    func isPlace(_ tree: Tree) -> Bool {
        func lies(_ name: String, within degrees: Double) -> Bool {
            if case .number(let value) = tree.member(name) { return abs(value) <= degrees }
            return false
        }
        if flaw == .partOfAPlaceIsEnough { return true }
        return lies("latitude", within: 90) && lies("longitude", within: 180)
    }

    private static func uuid(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        let lower = Letters.folded(text)
        let parts = lower.split(separator: "-", omittingEmptySubsequences: false)
        let isHexadecimal = parts.joined().allSatisfy {
            ("0"..."9").contains($0) || ("a"..."f").contains($0)
        }
        return parts.map(\.count) == [8, 4, 4, 4, 12] && isHexadecimal ? lower : nil
    }

    private static func isAddress(_ text: [Unicode.Scalar]) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && !text.contains { " \t\n\r".unicodeScalars.contains($0) }
    }

    // MARK: What holds

    /// Whether an item passes a filter.
    package func holds(_ question: Question, _ thing: Thing) -> Bool {
        switch question {
        case .and(let parts):
            flaw == .andIsOr
                ? parts.contains { holds($0, thing) } : parts.allSatisfy { holds($0, thing) }
        case .or(let parts): parts.contains { holds($0, thing) }
        case .not(let part): flaw == .notIsIgnored ? holds(part, thing) : !holds(part, thing)
        case .test(let subject, let test): passes(test, subject, thing)
        }
    }

    private func passes(_ test: Question.Test, _ subject: Subject, _ thing: Thing) -> Bool {
        let found = subject.found(in: thing, self)
        switch test {
        case .isMissing: return found.isEmpty || flaw == .nullIsMissing && found[0].tree == .null
        case .compare(.notEqual, let constant):
            if found.isEmpty { return flaw == .notEqualTakesMissing }
            let differs = { (one: Found) in compare(one.value, .notEqual, constant, subject.kind) }
            return flaw == .urlDiffersIfAnyDoes
                ? found.contains(where: differs) : found.allSatisfy(differs)
        default: return found.contains { passes(test, $0, subject.kind) }
        }
    }

    private func passes(_ test: Question.Test, _ found: Found, _ kind: Kind?) -> Bool {
        switch test {
        case .isMissing: return false
        case .isNull: return found.tree == .null
        case .isSet: return found.tree != .null
        case .isEmpty:
            return [.text([]), .array([]), .object([:])].contains { found.tree == $0 }
        case .isTrue: return found.value == .boolean(true)
        case .compare(let sign, let constant): return compare(found.value, sign, constant, kind)
        case .isIn(let constants):
            return constants.contains { compare(found.value, .equal, $0, kind) }
        case .between(let low, let high):
            let sign = flaw == .betweenLeavesOutItsEnd ? Question.Sign.less : .lessOrEqual
            return compare(found.value, .greaterOrEqual, low, kind)
                && compare(found.value, sign, high, kind)
        case .contains(let constant):
            guard kind == nil, case .array(let elements) = found.tree else {
                guard case .text(let part) = constant else { return false }
                return hasText(found) { text in
                    flaw == .caseCountsInContains
                        ? Letters.contains(text, Array(part.unicodeScalars))
                        : Letters.contains(
                            Letters.folded(text), Letters.folded(Array(part.unicodeScalars)))
                }
            }
            return elements.contains { compare(value($0, nil), .equal, constant, nil) }
        case .startsWith(let start):
            return hasText(found) {
                Letters.folded($0).starts(with: Letters.folded(Array(start.unicodeScalars)))
            }
        case .like(let pattern, let ignoresCase):
            let pattern = Array(pattern.unicodeScalars)
            return hasText(found) { text in
                ignoresCase
                    ? Letters.fits(Letters.folded(text)[...], Letters.folded(pattern)[...])
                    : Letters.fits(text[...], pattern[...])
            }
        case .matches(let text):
            let wanted = Letters.words(Array(text.unicodeScalars))
            return hasText(found) { text in
                flaw == .wordsMayBeParts
                    ? wanted.allSatisfy { Letters.contains(Letters.folded(text), $0) }
                    : wanted.isSubset(of: Letters.words(text))
            }
        }
    }

    private func hasText(_ found: Found, _ body: ([Unicode.Scalar]) -> Bool) -> Bool {
        if case .text(let text) = found.value { return body(text) }
        return false
    }

    private func compare(
        _ value: Value?, _ sign: Question.Sign, _ constant: Constant, _ kind: Kind?
    ) -> Bool {
        guard let value, let constant = self.constant(constant, kind),
            value.isSameKind(as: constant)
        else { return false }
        let isLess = value.isLess(than: constant)
        return switch sign {
        case .equal: value == constant
        case .notEqual: value != constant
        case .less: isLess || flaw == .lessTakesEqual && value == constant
        case .lessOrEqual: isLess || value == constant
        case .greater: !isLess && value != constant
        case .greaterOrEqual: !isLess
        }
    }

    /// A constant as it is compared with a type: any text may be compared with a text of a limited
    /// kind, which is then just another text.
    func constant(_ constant: Constant, _ kind: Kind?) -> Value? {
        switch kind {
        case .user, .varchar: value(constant.tree, .text)
        default: value(constant.tree, kind)
        }
    }

    // MARK: Order and buckets

    /// The value that an item is sorted by; nil for one that stands behind all others.
    private func sortValue(_ subject: Subject, _ thing: Thing) -> Value? {
        subject.found(in: thing, self).first?.value
    }

    /// The places of the items that pass, in the order of the answer.
    package func order(
        _ places: [Int], of things: [Thing], by orderings: [(Subject, isDescending: Bool)]
    ) -> [Int] {
        let keys = things.map { thing in orderings.map { sortValue($0.0, thing) } }
        return places.sorted { a, b in
            for (index, ordering) in orderings.enumerated() {
                switch (keys[a][index], keys[b][index]) {
                case (nil, nil): continue
                case (nil, _): return flaw == .missingSortsFirst
                case (_, nil): return flaw != .missingSortsFirst
                case (let first?, let second?):
                    if first.isLess(than: second) { return !ordering.isDescending }
                    if second.isLess(than: first) { return ordering.isDescending }
                }
            }
            return a < b
        }
    }

    /// A bucket of a facet.
    package enum Bucket: Hashable, Sendable {
        case value(Value), other, null, missing
    }

    /// The bucket that an item is counted in.
    package func bucket(_ subject: Subject, _ thing: Thing) -> Bucket {
        guard let found = subject.found(in: thing, self).first else { return .missing }
        if found.tree == .null { return .null }
        guard let value = found.value else { return .other }
        if case .number(let number) = value, number.isInfinite { return .other }
        return .value(value)
    }

    /// The buckets of some items in the order of the answer.
    package func buckets(_ subject: Subject, _ things: [Thing]) -> [(bucket: Bucket, count: Int)] {
        var counts: [Bucket: Int] = [:]
        for thing in things { counts[bucket(subject, thing), default: 0] += 1 }
        let rest: [Bucket] = [.other, .null, .missing]
        let values = counts.filter { !rest.contains($0.key) }.sorted { a, b in
            if a.value != b.value { return a.value > b.value }
            guard case .value(let first) = a.key, case .value(let second) = b.key else {
                return false
            }
            return first.isLess(than: second)
        }
        return values.map { ($0.key, $0.value) }
            + rest.compactMap { bucket in counts[bucket].map { (bucket, $0) } }
    }

    /// What an item shows for a subject of its document; nil where it is missing.
    package func shown(_ subject: Subject, _ thing: Thing) -> Tree? {
        subject.found(in: thing, self).first?.tree
    }
}

extension Constant {
    /// The constant as a value.
    var tree: Tree {
        switch self {
        case .text(let text): .text(Array(text.unicodeScalars))
        case .number(let text): Double(text).map(Tree.number) ?? .null
        case .boolean(let value): .boolean(value)
        }
    }
}
