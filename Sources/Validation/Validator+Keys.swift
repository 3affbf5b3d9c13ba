import CanonicalJSON
import Findings
import Text
import Values

extension Validator {
    /// Checks the members of an item's metadata or of a frame: first the keys, then the values.
    ///
    /// - Parameters:
    ///   - index: the token of the object.
    ///   - isItem: false for a frame.
    ///   - values: gets the values of the schema's keys.
    /// - Returns: the key token of `$encord` in an item's metadata, -1 when there is none.
    func checkObject<Sink: ValueSink>(
        _ document: TapeView, _ index: Int, isItem: Bool, into findings: inout FindingBuffer,
        values: inout Sink
    ) -> Int {
        let count = resolve(document, index)
        // A frame was looked through for duplicate keys together with all of `$encord`.
        if isItem, memory.hasDuplicates {
            reportDuplicates(document, index, into: &findings)
        }
        if isItem { memory.reserveUndeclared(count) }
        let members = memory.members
        let checks = checks
        let declared = keys.declaredCount
        let encordNumber = Int32(truncatingIfNeeded: keys.encordNumber)
        var encord = -1
        for position in 0..<count {
            let member = members[position]
            let value = Int(member.key) &+ 1
            if member.isShadowed {
                // The last one counts.
            } else if let checks, member.number >= 0, Int(member.number) < declared {
                let key = Int(member.number)
                checkValue(
                    document, value, of: key, checks[key], isItem: isItem, into: &findings,
                    values: &values)
            } else if isItem, member.number == encordNumber {
                encord = Int(member.key)
                memory.noteUndeclared(encord)
            } else {
                if isItem { memory.noteUndeclared(Int(member.key)) }
                checkUndeclared(document, member, isItem: isItem, into: &findings)
            }
            if isItem, Int(document.tokens[value].next) > value &+ 1 {
                checkNestedKeys(document, value, into: &findings)
            }
        }
        return encord
    }

    /// Numbers the keys of an object in the validator's memory.
    ///
    /// Most items have the same keys in the same order, so the key that came behind the key before
    /// is tried first.
    ///
    /// - Returns: the number of members.
    func resolve(_ document: TapeView, _ object: Int) -> Int {
        let tokens = document.tokens
        let end = Int(tokens[object].next)
        memory.reserve((end &- object) / 2)
        let members = memory.members
        let sightings = memory.sightings
        let followers = memory.followers
        let names = keys.names
        objectNumber &+= 1
        let objectNumber = objectNumber
        var hasDuplicates = false
        var hasUnremembered = false
        var count = 0
        var previous = 0
        var key = object &+ 1
        while key < end {
            let token = tokens[key]
            var number = Int(followers[previous])
            let length = Int(token.end &- token.start) &- 2
            if number < 0 || token.flags.contains(.escaped)
                || !names.matches(number, document.contentStart(token), length)
            {
                number = document.withText(key) { keys.number(of: $0) }
                followers[previous] = Int32(truncatingIfNeeded: number)
            }
            members[count] = ValidatorMemory.Member(
                number: Int32(truncatingIfNeeded: number), isShadowed: false,
                key: UInt32(truncatingIfNeeded: key))
            if number >= 0 {
                if sightings[number] == objectNumber { hasDuplicates = true }
                sightings[number] = objectNumber
            } else {
                // There may be another like it: a closer look decides.
                hasDuplicates = true
                hasUnremembered = true
            }
            previous = number &+ 1
            count &+= 1
            key = Int(tokens[key &+ 1].next)
        }
        memory.memberCount = count
        memory.hasDuplicates = hasDuplicates
        memory.hasUnremembered = hasUnremembered
        if hasDuplicates { markShadowed(document, object, count) }
        return count
    }

    /// Marks every member behind which another one with the same key stands.
    @inline(never)
    private func markShadowed(_ document: TapeView, _ object: Int, _ count: Int) {
        duplicates.search(document, object)
        let shadowed = Set(duplicates.pairs.map(\.earlier))
        for position in 0..<count {
            memory.members[position].isShadowed = shadowed.contains(
                Int(memory.members[position].key))
        }
    }

    /// Reports the keys that stand more than once in an object.
    @inline(never)
    private func reportDuplicates(
        _ document: TapeView, _ object: Int, into findings: inout FindingBuffer
    ) {
        duplicates.search(document, object)
        for pair in duplicates.pairs {
            findings.report(
                .keyDuplicate, at: pair.later, of: document.tape,
                key: document.tape.string(at: pair.later), related: pair.earlier)
        }
    }

    /// Looks for duplicate keys in a value, at every depth, without recursion.
    private func checkNestedKeys(
        _ document: TapeView, _ index: Int, into findings: inout FindingBuffer
    ) {
        let tokens = document.tokens
        let end = Int(tokens[index].next)
        var object = index
        while object < end {
            // An object of two members has at least five tokens.
            if tokens[object].kind == .object, Int(tokens[object].next) &- object >= 5,
                mayHaveDuplicates(document, object)
            {
                reportDuplicates(document, object, into: &findings)
            }
            object &+= 1
        }
    }

    /// A quick look at an object of a few members; true where a closer one is needed.
    private func mayHaveDuplicates(_ document: TapeView, _ object: Int) -> Bool {
        let spans = memory.spans
        let tokens = document.tokens
        let end = Int(tokens[object].next)
        var count = 0
        var key = object &+ 1
        while key < end {
            let token = tokens[key]
            guard count < ValidatorMemory.spansMax, !token.flags.contains(.escaped) else {
                return true
            }
            let start = document.contentStart(token)
            let length = Int(token.end &- token.start) &- 2
            for earlier in 0..<count
            where spans[earlier].count == length
                && ByteTable.areEqual(spans[earlier].start, start, length)
            {
                return true
            }
            spans[count] = ValidatorMemory.Span(start: start, count: length)
            count &+= 1
            key = Int(tokens[key &+ 1].next)
        }
        return false
    }

    /// Reports what is wrong with a key that the schema does not declare.
    private func checkUndeclared(
        _ document: TapeView, _ member: ValidatorMemory.Member, isItem: Bool,
        into findings: inout FindingBuffer
    ) {
        let key = Int(member.key)
        let isList = document.tokens[key &+ 1].kind == .array
        guard member.number >= 0 else {
            let name = document.tape.string(at: key)
            if let problem = keys.unremembered(name, isList: isList) {
                report(
                    problem, of: name, claim: -1, problem.typeless(document, key &+ 1), alike: -1,
                    document, key, into: &findings)
            }
            return
        }
        let position = Int(member.number) &- keys.declaredCount
        if isItem, options.findsSuspicions {
            profile.noteUndeclared(Int(member.number), document, key, &findings)
        }
        let undeclared = keys.undeclared + position
        let claim = undeclared.pointee.claim
        let isUnknown =
            isList ? undeclared.pointee.isUnknownAsList : undeclared.pointee.isUnknown
        var typeless = KeyProblem.Typeless.none
        var alike = -1
        if isUnknown {
            // Of one key, findings differ by their place, and by what its value is. Most are only
            // counted: for these nothing is copied.
            if claim < 0 { typeless = KeyProblem.typeless(document, key &+ 1) }
            alike = position &* KeyProblem.Typeless.count &+ Int(typeless.rawValue)
            if findings.countsAlike(alike) {
                findings.count(
                    with: alike,
                    fix: claim < 0
                        ? nil : rename(undeclared.pointee.problem?.suggestion, claim, document))
                return
            }
        }
        guard let problem = isList ? undeclared.pointee.problemOfList : undeclared.pointee.problem
        else { return }
        report(
            problem, of: undeclared.pointee.name, claim: claim, typeless, alike: alike, document,
            key, into: &findings)
    }

    /// Whether an undeclared key of the object that was resolved last may get the name that it is
    /// meant for; the name is then taken.
    ///
    /// - Parameter claim: the number of the name; -1 for a key that is not remembered.
    private func mayGet(_ name: String, _ claim: Int32, _ document: TapeView) -> Bool {
        if claim < 0 || memory.hasUnremembered {
            return keys.claims.give(name, in: objectNumber) { keyNames(document) }
        }
        let key = keys.claims.key(of: claim, in: keys.names)
        if key >= 0, memory.sightings[key] == objectNumber { return false }
        return keys.claims.give(claim, in: objectNumber)
    }

    /// The names of the keys of the object that was resolved last.
    private func keyNames(_ document: TapeView) -> Set<ExactText> {
        var names = Set<ExactText>(minimumCapacity: memory.memberCount)
        for position in 0..<memory.memberCount {
            names.insert(
                ExactText(document.tape.string(at: Int(memory.members[position].key))))
        }
        return names
    }

    /// - Parameter claim: the number of the name that the key is meant for; -1 for a key that is not
    ///   remembered.
    private func report(
        _ problem: KeyProblem, of name: String, claim: Int32, _ typeless: KeyProblem.Typeless,
        alike: Int, _ document: TapeView, _ key: Int, into findings: inout FindingBuffer
    ) {
        findings.report(
            problem.rule, at: key, of: document.tape, key: name, value: FindingWord(problem.value),
            expected: typeless.words.map {
                .text("in the list `undeclared`, as no type covers \($0)")
            },
            suggestion: FindingWord(problem.suggestion), alike: alike,
            fix: rename(problem.suggestion, claim, document))
    }

    /// A rename is likely, not certain: the nearest name may not be what was meant.
    private func rename(
        _ suggestion: String?, _ claim: Int32, _ document: TapeView
    ) -> FindingFix? {
        guard let suggestion, mayGet(suggestion, claim, document) else { return nil }
        return FindingFix(Finding.literal(suggestion), .unsafe)
    }
}
