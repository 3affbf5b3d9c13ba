import CanonicalJSON
import SchemaModel
import Text

/// Writes a value of a type as JSON: one that fits, or one that is an error.
enum RandomValue {
    /// Appends a value without any finding.
    ///
    /// - Returns: false where a type has no value, and nothing was appended.
    static func append(
        _ type: KeyType, using random: inout RepeatableGenerator, to bytes: inout [UInt8]
    ) -> Bool {
        switch type {
        case .boolean: bytes += random.percent(50) ? "true".utf8 : "false".utf8
        // Quarters are exact in 32 bits as well.
        case .number: bytes += quarters(random.below(400_000) - 200_000).utf8
        case .datetime: quoted(datetime(&random), &bytes)
        case .uuid: quoted(uuid(&random), &bytes)
        case .varchar(let maxLength): quoted(String(name(&random).prefix(maxLength)), &bytes)
        case .text: quoted(sentence(&random), &bytes)
        case .enumeration(let options):
            if options.isEmpty { return false }
            quoted(random.element(of: options), &bytes)
        case .embedding(let size): vector(size, &random, &bytes)
        case .geospatial: place(latitude: random.below(720) - 360, &random, &bytes)
        case .user: quoted("\(random.element(of: words))\(random.below(1000))@example.com", &bytes)
        }
        return true
    }

    /// Appends a value that is an error.
    static func appendBad(
        _ type: KeyType, using random: inout RepeatableGenerator, to bytes: inout [UInt8]
    ) {
        switch type {
        case .boolean: bytes += "\"yes\"".utf8
        case .number: bytes += "\"\(random.below(1000)) km\"".utf8
        case .datetime: quoted("2025-13-\(10 + random.below(19))", &bytes)
        case .uuid: quoted("no-uuid-\(random.below(1000))", &bytes)
        case .varchar, .text, .user: bytes += quarters(random.below(1000)).utf8
        case .enumeration: quoted("no option \(random.below(1000))", &bytes)
        case .embedding(let size): vector(size + 1, &random, &bytes)
        case .geospatial: place(latitude: 400 + random.below(100), &random, &bytes)
        }
    }

    private static func quoted(_ text: String, _ bytes: inout [UInt8]) {
        JSONStringWriter.append(text, to: &bytes)
    }

    /// A number of quarters: `-12.25`, `3`.
    private static func quarters(_ count: Int) -> String {
        let rest = ["", ".25", ".5", ".75"][abs(count % 4)]
        return (count < 0 && count > -4 ? "-" : "") + "\(count / 4)" + rest
    }

    private static func datetime(_ random: inout RepeatableGenerator) -> String {
        func two(_ number: Int) -> String { String(number).zeroPadded(to: 2) }
        let month = two(1 + random.below(12))
        let day = two(1 + random.below(28))
        let time = [24, 60, 60].map { two(random.below($0)) }.joined(separator: ":")
        return "\(2015 + random.below(10))-\(month)-\(day)T\(time)Z"
    }

    private static func uuid(_ random: inout RepeatableGenerator) -> String {
        let words = [random.next(), random.next()].map {
            String($0, radix: 16).zeroPadded(to: 16)
        }
        let digits = Array(words.joined().utf8)
        var text: [UInt8] = []
        for (place, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(place) { text.append(UInt8(ascii: "-")) }
            text.append(place == 12 ? UInt8(ascii: "4") : place == 16 ? UInt8(ascii: "a") : digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let words = [
        "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor", "island",
        "juniper",
        "kestrel", "lagoon", "meadow", "north", "orchard", "prairie", "quartz", "river", "summit",
        "timber", "upland", "valley", "willow", "yarrow",
    ]

    private static func name(_ random: inout RepeatableGenerator) -> String {
        "\(random.element(of: words))-\(100 + random.below(900))"
    }

    private static func sentence(_ random: inout RepeatableGenerator) -> String {
        let count = 4 + random.below(12)
        return (0..<count).map { _ in random.element(of: words) }.joined(separator: " ")
    }

    private static func vector(
        _ size: Int, _ random: inout RepeatableGenerator, _ bytes: inout [UInt8]
    ) {
        bytes.append(UInt8(ascii: "["))
        for index in 0..<size {
            if index > 0 { bytes += ", ".utf8 }
            // Never all zeros.
            bytes += quarters(random.below(8) - 4 + (index == 0 ? 5 : 0)).utf8
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// A place of quarters of a degree.
    private static func place(
        latitude: Int, _ random: inout RepeatableGenerator, _ bytes: inout [UInt8]
    ) {
        bytes += "{\"latitude\": \(quarters(latitude)), ".utf8
        bytes += "\"longitude\": \(quarters(random.below(1440) - 720))}".utf8
    }
}
