/// The keys that the random documents have, and the random questions ask for.
package enum World {
    /// The options of the enum.
    package static let options = ["fog", "rain", "rain/heavy", "Regen", "É", "snow"]

    /// The keys of the schema.
    package static let keys: [(name: String, kind: Kind)] = [
        ("weather", .options(options)),
        ("speed", .number(largest: .greatestFiniteMagnitude)),
        ("weight", .number(largest: Double(Float.greatestFiniteMagnitude))),
        ("night", .boolean), ("at", .datetime), ("note", .text), ("owner", .user),
        ("code", .varchar(longest: 4)), ("device", .uuid), ("place", .place),
        ("clip", .embedding), ("site name", .varchar(longest: 8_192)), ("caf\u{E9}", .text),
    ]

    /// Keys that the schema does not know; two of them look like one of the schema.
    package static let undeclared = ["mixed", "tags", "gps", "cafe\u{301}", "Speed"]
}

/// An item without its metadata.
package struct RandomItem: Sendable {
    package let urls: [String]
    package let title: String?
    /// The word for the kind.
    package let kind: String
    /// The uuid that it shall get; nil for any.
    package let uuid: String?
}

extension Dice {
    // MARK: Texts

    private static let syllables = [
        "a", "A", "b", "ab", "É", "é", "e\u{301}", "ς", "Σ", "σ", "İ", "i", "ẞ", "ß", "\u{212A}",
        "k", "K", "Ж", "ж", "ǅ", "½", "Ⅷ", "٣", "気", "𐐀", "𐐨", "9", " ", " ", "-", "_", "%", "'",
        "\"", "\\", "\u{301}", "\u{903}", "😀", "$", "ª", "\n", "@",
    ]

    private static let words = ["fog", "Fog", "foggy", "É", "k9", "\u{212A}9", "ΣΑς", "σας", "fo"]

    /// A text of no more than some syllables, or of a few words that occur often.
    mutating func phrase(_ longest: Int) -> String {
        if chance(2) {
            return (0...number(0...1)).map { _ in pick(Dice.words) }.joined(separator: " ")
        }
        return (0..<number(0...longest)).map { _ in pick(Dice.syllables) }.joined()
    }

    mutating func address() -> String {
        pick(["a@b", "A@b", "é@h.org", "a@b@c", "@b", "a@", "a b@c", "nobody", ""])
    }

    mutating func uuid() -> String {
        let last = pick(["0", "1", "a", "A", "f"])
        let text = "0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e9" + last
        switch number(0...9) {
        case 0: return text.filter { $0 != "-" }
        case 1: return "{" + text + "}"
        case 2: return String(text.dropLast())
        case 3: return text.uppercased()
        default: return text
        }
    }

    // MARK: Datetimes

    /// Moments around a leap second, some in several forms.
    private static let close = [
        "2016-12-31T23:59:60Z", "2017-01-01T00:59:60+01:00", "2016-366T23:59:60.5Z", "2017-01-01",
        "2016-12-31T23:59:59.999999999Z", "20161231T240000", "2017-01-01T00:00:00.5",
        "2016-12-31T12:30:60-11:30", "2015-12-31T23:59:60Z",
    ]

    /// A datetime of any form, out of few moments; some are none.
    mutating func datetime() -> String {
        if chance(3) { return pick(Dice.close) }
        if chance(12) {
            return pick(["now", "", "2025-3-1", "12:00", "1740787200", "2025-03-01T"])
        }
        let isBasic = chance(3)
        let dash = isBasic ? "" : "-"
        let year = pick(["2016", "2017", "2024", "2025", "1900", "2000", "0001", "9999", "0000"])
        var text: String
        switch number(0...5) {
        case 0:
            text =
                year + dash + "W" + pick(["01", "09", "52", "53", "00"]) + dash
                + pick(["1", "7", "8"])
        case 1: text = year + dash + pick(["001", "060", "365", "366", "367", "000"])
        default:
            text =
                year + dash + pick(["01", "02", "06", "12", "12", "13"]) + dash
                + pick(["01", "28", "29", "30", "31", "31"])
        }
        if chance(3) { return text }
        text += pick(["T", "T", "T", "t", " ", "  "])
        let colon = isBasic != chance(10) ? "" : ":"
        text +=
            pick(["00", "12", "23", "23", "24", "25"]) + colon + pick(["00", "59", "59", "60"])
        if !chance(4) {
            text += colon + pick(["00", "30", "59", "60", "60", "61"])
            if chance(3) { text += pick([".5", ",5", ".500", ".123456789", ".1234567890", "."]) }
        }
        return text
            + pick(["", "Z", "Z", "z", "+01", "-0100", "+01:30", "+14:00", "-14:00", "+14:01", "Y"])
    }

    /// A datetime that is one.
    private mutating func goodDatetime() -> String {
        while true {
            let text = datetime()
            if Moment(Array(text.unicodeScalars)) != nil { return text }
        }
    }

    // MARK: Documents

    /// A string of JSON, some characters as escapes.
    private mutating func json(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" || scalar == "\n" || chance(12) {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: chance(2))
                    json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }

    private static let numbers = [
        "0", "-0", "1", "1.0", "1.50", "-3", "2e0", "1E2", "100", "0.1", "1e-7", "5", "90", "91",
        "9007199254740993", "9007199254740992", "3.4028234663852886e38", "3.4028235e38", "1e308",
        "3.5e38", "-3.5e38", "3.4e38", "1e400",
        "-1e400", "12345678901234567890123", "1e-400",
    ]

    private mutating func value(_ kind: Kind?) -> String {
        switch kind {
        case .boolean: return pick(["true", "false"])
        case .number: return pick(Dice.numbers)
        case .datetime: return json(datetime())
        case .uuid: return json(uuid())
        case .text: return json(phrase(6))
        case .user: return json(address())
        case .varchar(let longest): return json(phrase(min(longest, 6)))
        case .options(let options): return json(pick(options + ["hail", "Fog", ""]))
        case .embedding: return pick(["[1, 2, 3]", "[]", "[1]"])
        case .place:
            let names = shuffled(["latitude", "longitude", "latitude", "altitude"])
            let members = names.prefix(number(0...4)).map { name in
                "\"\(name)\": " + pick(["0", "1", "-90", "90.5", "180", "181", "null", "\"1\""])
            }
            return "{" + members.joined(separator: ",") + "}"
        case nil: return anything(depth: 2)
        }
    }

    private mutating func anything(depth: Int) -> String {
        switch number(depth > 0 ? 0...7 : 0...4) {
        case 0: return pick(["true", "false", "null"])
        case 1: return pick(Dice.numbers)
        case 2, 3: return json(phrase(3))
        case 4: return pick(["[]", "{}", "\"\""])
        case 5:
            let elements = (0...number(0...2)).map { _ in anything(depth: depth - 1) }
            return "[" + elements.joined(separator: ", ") + "]"
        default:
            let members = (0...number(0...2)).map { _ in
                json(pick(["lat", "tags", "0", "a b"])) + ": " + anything(depth: depth - 1)
            }
            return "{" + members.joined(separator: " ,") + "}"
        }
    }

    /// The metadata of an item: some keys missing, some null, some of another type, some twice.
    package mutating func document() -> String {
        var members: [String] = []
        let keys =
            World.keys.map { ($0.name, Kind?.some($0.kind)) }
            + World.undeclared.map { ($0, nil) }
        for (name, kind) in shuffled(keys) {
            for _ in 0..<(chance(15) ? 2 : chance(6) ? 0 : 1) {
                let value =
                    switch number(0...11) {
                    case 0: "null"
                    case 1: anything(depth: 1)
                    default: value(kind)
                    }
                members.append("\(json(name)) : \(value)")
            }
        }
        return "{" + members.joined(separator: pick([",", ", ", " ,\n"])) + "}"
    }

    /// An item; every URL, title and kind occurs often.
    package mutating func item(_ number: Int) -> RandomItem {
        let kind = pick(Subject.itemKinds)
        let count = kind == "imageGroup" ? self.number(1...3) : kind == "scene" ? 0 : 1
        return RandomItem(
            urls: (0..<count).map { _ in "u:\(self.number(0...9))" },
            title: pick([nil, "t1", "t2", "T1", ""]), kind: kind,
            uuid: number < 5 ? "0190b3c2-7e1f-4a44-9d3e-2f1b6c5a4e9\(number)" : nil)
    }

    // MARK: Questions

    /// A random question of no more than some levels.
    package mutating func question(depth: Int = 3) -> Question {
        switch depth > 0 ? number(0...7) : 7 {
        case 0: return .and((0...number(1...2)).map { _ in question(depth: depth - 1) })
        case 1: return .or((0...number(1...2)).map { _ in question(depth: depth - 1) })
        case 2: return .not(question(depth: depth - 1))
        default:
            let subject = subject()
            return .test(subject, test(subject))
        }
    }

    /// A key, a value inside one, or a field.
    package mutating func subject() -> Subject {
        switch number(0...9) {
        case 0, 1:
            return pick([.url, .title, .itemKind, .folder, .uuid, .created, .updated])
        case 2:
            return .coordinate(pick(["latitude", "longitude"]), of: "place")
        case 3, 4:
            let steps: [Subject.Step] = (0..<number(0...2)).map { _ in
                chance(3)
                    ? .element(number(0...1)) : .member(pick(["lat", "tags", "0", "a b"]))
            }
            return .path(pick(World.undeclared), steps)
        default:
            let key = pick(World.keys)
            return .key(key.name, key.kind)
        }
    }

    /// A key, or a value inside one.
    package mutating func key() -> Subject {
        while true {
            switch subject() {
            case .url, .title, .itemKind, .folder, .uuid, .created, .updated: continue
            case let subject: return subject
            }
        }
    }

    /// A subject that has an order.
    package mutating func ordered() -> Subject {
        while true {
            let subject = subject()
            switch subject.kind {
            case .place, .embedding: continue
            default: return subject
            }
        }
    }

    private mutating func test(_ subject: Subject) -> Question.Test {
        if chance(6) { return pick([.isMissing, .isNull, .isEmpty, .isSet]) }
        switch subject.kind {
        case .place, .embedding: return pick([.isMissing, .isNull, .isEmpty, .isSet])
        case .boolean: return equality(subject, extra: [.isTrue])
        case .options(let options):
            if chance(2) { return equality(subject, extra: []) }
            while true {
                // A pattern that fits no option is an error.
                let test = onText(withWords: false)
                let oracle = Oracle()
                let fits = options.contains { option in
                    let thing = Thing(
                        urls: [option], title: nil, kind: "", folder: "", uuid: "",
                        created: Moment(unixSeconds: 0, nanoseconds: 0),
                        updated: Moment(unixSeconds: 0, nanoseconds: 0), document: .null)
                    return oracle.holds(.test(.url, test), thing)
                }
                if fits { return test }
            }
        case .number, .datetime, .uuid:
            return chance(3) ? equality(subject, extra: []) : order(subject)
        case .text, .varchar, .user:
            switch number(0...2) {
            case 0: return equality(subject, extra: [])
            case 1: return order(subject)
            default: return onText(withWords: true)
            }
        case nil:
            switch number(0...4) {
            case 0: return equality(subject, extra: [.isTrue])
            case 1, 2: return order(subject)
            case 3: return .contains(constant(nil))
            default: return onText(withWords: true)
            }
        }
    }

    private mutating func equality(
        _ subject: Subject, extra: [Question.Test]
    ) -> Question.Test {
        let constants = (0...number(0...3)).map { _ in constant(subject) }
        return pick(
            extra + [.compare(pick(Question.Sign.unordered), constants[0]), .isIn(constants)])
    }

    private mutating func order(_ subject: Subject) -> Question.Test {
        while true {
            let (low, high) = (constant(subject), constant(subject))
            guard let first = Oracle().constant(low, subject.kind),
                let second = Oracle().constant(high, subject.kind)
            else { continue }
            if case .boolean = first { continue }
            if chance(3), first.isSameKind(as: second), !second.isLess(than: first) {
                return .between(low, high)
            }
            return .compare(pick(Question.Sign.ordered), low)
        }
    }

    private mutating func onText(withWords: Bool) -> Question.Test {
        switch number(0...(withWords ? 4 : 3)) {
        case 0, 1:
            var pattern = ""
            for _ in 0..<number(0...4) { pattern += pick(["%", "%", "_", phrase(1), phrase(2)]) }
            while pattern.unicodeScalars.last == "\\" { pattern.unicodeScalars.removeLast() }
            return .like(pattern, ignoresCase: chance(2))
        case 2: return .contains(.text(phrase(2)))
        case 3: return .startsWith(phrase(2))
        default:
            while true {
                let text = phrase(3)
                if !Letters.words(Array(text.unicodeScalars)).isEmpty { return .matches(text) }
            }
        }
    }

    private mutating func constant(_ subject: Subject) -> Constant {
        switch subject {
        case .url: .text("u:\(number(0...9))")
        case .title: .text(pick(["t1", "t2", "T1", ""]))
        case .folder: .text(pick(["f", "g"]))
        case .itemKind: .text(pick(Subject.itemKinds))
        case .created, .updated:
            .text(
                pick(["2023-11-14T22:13:21Z", "2023-11-14T22:13:30Z", "1999-01-01", "9999-12-31"]))
        default: constant(subject.kind)
        }
    }

    private mutating func constant(_ kind: Kind?) -> Constant {
        switch kind {
        case .boolean: return .boolean(chance(2))
        case .number:
            return .number(pick(Dice.numbers.filter { !$0.hasSuffix("400") || $0 == "1e-400" }))
        case .datetime: return .text(goodDatetime())
        case .uuid:
            while true {
                let text = uuid()
                if Oracle().value(.text(Array(text.unicodeScalars)), .uuid) != nil {
                    return .text(text)
                }
            }
        case .options(let options): return .text(pick(options))
        case .user: return .text(address())
        case nil:
            switch number(0...2) {
            case 0: return .boolean(chance(2))
            case 1: return constant(.number(largest: .infinity))
            default: return .text(phrase(2))
            }
        default: return .text(phrase(3))
        }
    }
}
