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
            }
            previous = number &+ 1
            count &+= 1
            key = Int(tokens[key &+ 1].next)
        }
        memory.memberCount = count
        memory.hasDuplicates = hasDuplicates
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
                report(problem, of: name, document, key, into: &findings)
            }
            return
        }
        let position = Int(member.number) &- keys.declaredCount
        if isItem, options.findsSuspicions {
            profile.noteUndeclared(Int(member.number), document, key, &findings)
        }
        if let samplesMax = options.undeclaredKeySamplesMax,
            keys.undeclared[position].mayRepeat(beyond: samplesMax, isList: isList),
            let isMended = getsItsName(keys.undeclared[position].claim)
        {
            keys.undeclared[position].addRepeat(in: itemNumber, isMended: isMended)
            return
        }
        let undeclared = keys.undeclared[position]
        guard let problem = isList ? undeclared.problemOfList : undeclared.problem else { return }
        let before = findings.findings.count
        report(problem, of: undeclared.name, document, key, into: &findings)
        if findings.findings.count > before, problem.rule == .keyUnknown,
            findings.findings.last?.severity != .error
        {
            keys.undeclared[position].reported += 1
            keys.undeclared[position].lastItem = itemNumber
        }
    }

    /// Whether an undeclared key of the object that was resolved last can be given the name that it
    /// is meant for.
    ///
    /// - Parameter claim: the number of the name; -1 for none.
    /// - Returns: nil where that depends on other undeclared keys of the object.
    private func getsItsName(_ claim: Int32) -> Bool? {
        guard claim >= 0 else { return false }
        if keys.claims.begin(objectNumber) {
            for position in 0..<memory.memberCount {
                let member = memory.members[position]
                let place = Int(member.number) &- keys.declaredCount
                if place >= 0, !member.isShadowed {
                    keys.claims.add(keys.undeclared[place].claim)
                }
                if member.number < 0 { keys.claims.hasUnremembered = true }
            }
        }
        if keys.claims.hasUnremembered { return nil }
        let key = keys.claims.key(of: claim, in: keys.names)
        if key >= 0, memory.sightings[key] == objectNumber { return false }
        return keys.claims.isSingle(claim) ? true : nil
    }

    private func report(
        _ problem: KeyProblem, of name: String, _ document: TapeView, _ key: Int,
        into findings: inout FindingBuffer
    ) {
        // Who meant another key has no use for the advice that follows from the value.
        let typeless =
            problem.rule == .keyUnknown && problem.suggestion == nil
            ? KeyProblem.typeless(JSONNode(tape: document.tape, index: key &+ 1)) : nil
        findings.report(
            problem.rule, at: key, of: document.tape, key: name, value: problem.value,
            expected: typeless.map { "in the list `undeclared`, as no type covers \($0)" },
            suggestion: problem.suggestion)
    }
}
