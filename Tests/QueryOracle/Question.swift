/// A filter as the oracle understands it, made together with its text.
package indirect enum Question: Sendable {
    case and([Question])
    case or([Question])
    case not(Question)
    case test(Subject, Test)

    /// The six comparisons by their signs.
    package enum Sign: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="

        static let ordered = allCases
        static let unordered: [Sign] = [.equal, .notEqual]
    }

    /// How a value is tested.
    package enum Test: Sendable {
        case isTrue
        case compare(Sign, Constant)
        case isIn([Constant])
        case between(Constant, Constant)
        case like(String, ignoresCase: Bool)
        case contains(Constant)
        case startsWith(String)
        case matches(String)
        case isMissing, isNull, isEmpty, isSet
    }
}

/// A constant of a query.
package enum Constant: Sendable {
    case text(String)
    /// As it is written.
    case number(String)
    case boolean(Bool)
}

/// What a test looks at.
package enum Subject: Sendable {
    /// A key of the schema.
    case key(String, Kind)
    /// `latitude` or `longitude` of a place.
    case coordinate(String, of: String)
    /// Something that the schema does not know.
    case path(String, [Step])
    case url, title, itemKind, folder, uuid, created, updated

    /// A step into a value.
    package enum Step: Sendable {
        case member(String)
        case element(Int)
    }

    /// The type that values have to fit; nil for what the schema does not know.
    var kind: Kind? {
        switch self {
        case .key(_, let kind): kind
        case .coordinate: .number(largest: .greatestFiniteMagnitude)
        case .path: nil
        case .url, .title, .folder: .text
        case .itemKind: .options(Subject.itemKinds)
        case .uuid: .uuid
        case .created, .updated: .datetime
        }
    }

    /// The kinds of items that occur.
    static let itemKinds = ["image", "video", "audio", "imageGroup", "scene"]
}

/// The type of a key, as far as it decides which values fit.
package enum Kind: Sendable {
    case boolean
    case number(largest: Double)
    case datetime, uuid, text, user, place, embedding
    case varchar(longest: Int)
    case options([String])
}

extension Question {
    /// The question in the language, with no more parentheses than it needs, and some more.
    ///
    /// - Parameter style: decides what the meaning leaves open.
    package func text(_ style: inout Dice) -> String { text(&style, in: 0) }

    /// Tightness: 0 for `OR`, 1 for `AND`, 2 for `NOT`.
    private func text(_ style: inout Dice, in tightness: Int) -> String {
        let (text, own): (String, Int) =
            switch self {
            case .or(let parts):
                (joined(parts, "OR", 1, &style), parts.count == 1 ? 3 : 0)
            case .and(let parts):
                (joined(parts, "AND", 2, &style), parts.count == 1 ? 3 : 1)
            case .not(let part):
                (style.keyword("NOT") + " " + part.text(&style, in: 2), 2)
            case .test(let subject, let test):
                (subject.text(&style) + test.text(&style), 3)
            }
        return own < tightness || style.chance(12) ? "(\(text))" : text
    }

    private func joined(
        _ parts: [Question], _ word: String, _ tightness: Int, _ style: inout Dice
    ) -> String {
        var text = parts[0].text(&style, in: tightness)
        for part in parts.dropFirst() {
            text += " \(style.keyword(word)) " + part.text(&style, in: tightness)
        }
        return text
    }
}

extension Question.Test {
    fileprivate func text(_ style: inout Dice) -> String {
        switch self {
        case .isTrue: return ""
        case .compare(let sign, let constant):
            let space = style.chance(3) ? "" : " "
            return space + sign.rawValue + space + constant.text
        case .isIn(let constants):
            return " \(style.keyword("IN")) (\(constants.map(\.text).joined(separator: ", ")))"
        case .between(let low, let high):
            return " \(style.keyword("BETWEEN")) \(low.text) \(style.keyword("AND")) \(high.text)"
        case .like(let pattern, let ignoresCase):
            let word = style.keyword(ignoresCase ? "ILIKE" : "LIKE")
            return " \(word) \(Constant.text(pattern).text)"
        case .contains(let constant): return " \(style.keyword("CONTAINS")) \(constant.text)"
        case .startsWith(let text):
            return " \(style.keyword("STARTS WITH")) \(Constant.text(text).text)"
        case .matches(let text): return " \(style.keyword("MATCHES")) \(Constant.text(text).text)"
        case .isMissing: return " \(style.keyword("IS MISSING"))"
        case .isNull: return " \(style.keyword("IS NULL"))"
        case .isEmpty: return " \(style.keyword("IS EMPTY"))"
        case .isSet: return " \(style.keyword("IS SET"))"
        }
    }
}

extension Constant {
    var text: String {
        switch self {
        case .text(let text):
            "'"
                + text.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "''") + "'"
        case .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        }
    }
}

extension Subject {
    /// The subject in the language.
    package func text(_ style: inout Dice) -> String {
        switch self {
        case .key(let name, _): Subject.name(name, &style)
        case .coordinate(let name, let place): Subject.name(place, &style) + " -> " + name
        case .path(let key, let steps):
            steps.reduce(Subject.name(key, &style)) { text, step in
                switch step {
                case .member(let name): text + " -> " + Subject.name(name, &style)
                case .element(let index): text + " -> \(index)"
                }
            }
        case .url: "@url"
        case .title: "@title"
        case .itemKind: "@kind"
        case .folder: "@folder"
        case .uuid: "@uuid"
        case .created: "@created"
        case .updated: "@updated"
        }
    }

    private static func name(_ name: String, _ style: inout Dice) -> String {
        let isBare = name.utf8.allSatisfy { ("a"..."z").contains(Character(Unicode.Scalar($0))) }
        return isBare && !style.chance(5) ? name : "\"\(name)\""
    }
}
