import CanonicalJSON
import Findings
import Text

/// Where the known members of one object are: filled again for every object.
struct MemberScan {
    /// One `objectUrl_7`.
    struct NumberedURL {
        var number: Int
        /// The token of the value.
        var value: Int
    }

    /// The names to look for.
    let table: NameTable
    /// Whether `objectUrl_0`, `objectUrl_1`, ... are known too.
    let hasNumberedURLs: Bool
    /// The value token of each member; valid where ``given`` has its bit.
    private(set) var values: [Int]
    /// Members with a value other than `null`, as bits.
    private(set) var given: UInt64 = 0
    /// Members whose value is `null`, as bits.
    private(set) var null: UInt64 = 0
    /// The numbered URLs in the order of the text, nulls left out.
    private(set) var numberedURLs: [NumberedURL] = []
    /// Whether there are unknown members or members given twice.
    private(set) var isOdd = false
    /// The values of the names that were found, joined bit by bit.
    private var spellings: UInt8 = 0
    private var text: [UInt8] = []
    /// The names that members of the object have or got, once one of them may get another name; of
    /// a known member its first spelling.
    private var taken: Set<ExactText>?

    init(_ table: NameTable, hasNumberedURLs: Bool = false) {
        self.table = table
        self.hasNumberedURLs = hasNumberedURLs
        values = [Int](repeating: 0, count: table.names.count)
    }

    /// Finds the members of an object; of a member given twice the last value counts.
    mutating func scan(_ object: Int, of tape: JSONTape) {
        given = 0
        null = 0
        isOdd = false
        spellings = 0
        if hasNumberedURLs { numberedURLs.removeAll(keepingCapacity: true) }
        if taken != nil { taken = nil }
        let tokens = tape.tokens
        let end = Int(tokens[object].next)
        var key = object + 1
        while key < end {
            let value = key + 1
            let token = tokens[value]
            switch name(of: key, tokens[key], tape) {
            case .known(let spelling):
                spellings |= spelling
                let member = spelling & ~NameTable.otherSpelling
                let bit = UInt64(1) << UInt64(member)
                if (given | null) & bit != 0 { isOdd = true }
                if token.kind == .null {
                    null |= bit
                    given &= ~bit
                } else {
                    given |= bit
                    values[Int(member)] = value
                }
            case .numbered(let number):
                if token.kind != .null {
                    numberedURLs.append(NumberedURL(number: number, value: value))
                }
            case .unknown:
                isOdd = true
            }
            key = Int(token.next)
        }
    }

    /// Whether a known member has another name than its first spelling.
    var hasOtherSpellings: Bool { spellings & NameTable.otherSpelling != 0 }

    private enum Name {
        /// The value of the name with the mark of its spelling.
        case known(UInt8)
        case numbered(Int)
        case unknown
    }

    @inline(__always)
    private mutating func name(of key: Int, _ token: JSONToken, _ tape: JSONTape) -> Name {
        if token.flags.contains(.escaped) {
            text.removeAll(keepingCapacity: true)
            tape.appendText(of: key, to: &text)
            return text.withUnsafeBytes { name($0) }
        }
        return name(tape.content(of: key))
    }

    @inline(__always)
    private func name(_ bytes: UnsafeRawBufferPointer) -> Name {
        if let member = table.lookupSpelling(bytes) { return .known(member) }
        if hasNumberedURLs, let number = MemberScan.number(ofURL: bytes) {
            return .numbered(number)
        }
        return .unknown
    }

    /// The number of `objectUrl_7` or `object_url_7`: decimal digits without leading zeros.
    static func number(ofURL name: UnsafeRawBufferPointer) -> Int? {
        let prefix: StaticString
        switch name.count {
        case 0...9: return nil
        default:
            prefix = name[6] == UInt8(ascii: "_") ? "object_url_" : "objectUrl_"
        }
        let length = prefix.utf8CodeUnitCount
        guard name.count > length, name.count <= length + 9,
            name.prefix(length).elementsEqual(
                UnsafeBufferPointer(start: prefix.utf8Start, count: length))
        else { return nil }
        var number = 0
        for byte in name[length...] {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return name[length] == UInt8(ascii: "0") && name.count > length + 1 ? nil : number
    }

    /// Reports the known members whose name is not the first spelling.
    mutating func reportOtherSpellings(
        _ object: Int, of tape: JSONTape, into findings: inout FindingBuffer
    ) {
        var key = object + 1
        while key < Int(tape[object].next) {
            if case .known(let spelling) = name(of: key, tape[key], tape),
                spelling & NameTable.otherSpelling != 0
            {
                findings.report(
                    .itemMemberSpelling, at: key, of: tape, key: tape.string(at: key),
                    suggestion: FindingWord(
                        table.names[Int(spelling & ~NameTable.otherSpelling)]))
            }
            key = Int(tape[key + 1].next)
        }
    }

    /// Reports the unknown members and those given twice, after ``scan(_:of:)`` has found some.
    ///
    /// - Parameters:
    ///   - unknown: the rule for unknown members.
    ///   - nearest: the names that would be right.
    ///   - wordNames: those of them that people shorten or write with other words.
    mutating func reportOddMembers(
        _ object: Int, of tape: JSONTape, unknown: RuleID, nearest: [String],
        byWordsIn wordNames: [String] = [], into findings: inout FindingBuffer
    ) {
        var first: [UInt8: Int] = [:]
        var key = object + 1
        while key < Int(tape[object].next) {
            switch name(of: key, tape[key], tape) {
            case .known(let spelling):
                let member = spelling & ~NameTable.otherSpelling
                if let earlier = first[member] {
                    findings.report(
                        .itemDuplicateMember, at: key, of: tape, key: tape.string(at: key),
                        related: earlier)
                } else {
                    first[member] = key
                }
            case .numbered:
                break
            case .unknown:
                let name = Finding.cut(tape.string(at: key))
                let nearest = NearestName.match(
                    for: name, in: nearest, byWordsIn: wordNames, head: .last)
                findings.report(
                    unknown, at: key, of: tape, key: name, suggestion: FindingWord(nearest),
                    fix: nearest.flatMap { rename(to: $0, in: object, of: tape) })
            }
            key = Int(tape[key + 1].next)
        }
    }

    /// The edit that gives a member of the object another name: likely, not certain; nil where a
    /// member has that name or got it.
    mutating func rename(to name: String, in object: Int, of tape: JSONTape) -> FindingFix? {
        var names = taken ?? keyNames(of: object, in: tape)
        let isFree = names.insert(ExactText(firstSpelling(of: name))).inserted
        taken = names
        return isFree ? FindingFix(Finding.literal(name), .unsafe) : nil
    }

    private func keyNames(of object: Int, in tape: JSONTape) -> Set<ExactText> {
        var names: Set<ExactText> = []
        var key = object + 1
        while key < Int(tape[object].next) {
            names.insert(ExactText(firstSpelling(of: tape.string(at: key))))
            key = Int(tape[key + 1].next)
        }
        return names
    }

    private func firstSpelling(of name: String) -> String {
        var text = name
        return text.withUTF8 { table.lookup(UnsafeRawBufferPointer($0)) }
            .map { table.names[Int($0)] } ?? name
    }
}
