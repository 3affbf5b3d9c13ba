import Findings
import TestSupport
import UploadFormats

/// A random upload for ``sampleSchema`` with faults at known places, or without any.
struct PlantedUpload {
    /// One fault that was written on purpose.
    struct Fault: Equatable, Comparable {
        var rule: RuleID
        var pointer: String
        var offset: Int
        var line: Int
        var column: Int
        /// The number of its item; nil beside the items.
        var item: Int?

        static func < (a: Fault, b: Fault) -> Bool {
            (a.offset, a.rule.rawValue) < (b.offset, b.rule.rawValue)
        }

        var summary: String { "\(rule.name) \(pointer) \(line):\(column) @\(offset)" }
    }

    private(set) var faults: [Fault] = []
    private(set) var itemCount = 0
    /// The text of each item.
    private(set) var items: [[UInt8]] = []
    var bytes: [UInt8] { writer.bytes }

    private var writer: UploadTextWriter
    private let format: UploadFormat
    private let isCamelCase: Bool
    private let faultChance: Double
    /// Whether faults may make an item unreadable.
    private let breaksItems: Bool
    private var pointer = ""
    /// Texts of faulty values that a safe fix mends; only these are planted when given.
    private let table: [String: [FaultyValue]]

    /// A faulty text; `‸` stands before the place of the finding.
    struct FaultyValue {
        var text: String
        var rule: RuleID
        /// Behind the pointer of the key.
        var suffix = ""
    }

    init(
        seed: UInt64, format: UploadFormat, items: Int, faults faultChance: Double,
        breaksItems: Bool = true, table: [String: [FaultyValue]] = PlantedUpload.faultyValues
    ) {
        var random = SeededGenerator(seed: seed)
        let style =
            format == .jsonLines ? .oneLine : random.pick(UploadTextWriter.Style.allCases)
        isCamelCase = random.chance(0.5)
        writer = UploadTextWriter(random: random, style: style)
        self.format = format
        self.faultChance = faultChance
        self.breaksItems = breaksItems
        self.table = table
        writeUpload(items)
        faults.sort()
    }

    // MARK: What may be planted

    static let faultyValues: [String: [FaultyValue]] = [
        "weather": [
            FaultyValue(text: #"‸"Rain""#, rule: .enumUnknownOption),
            FaultyValue(text: #"‸"""#, rule: .enumUnknownOption),
            FaultyValue(text: "‸[\"rain\"]", rule: .enumType),
        ],
        "ready": [
            FaultyValue(text: #"‸"true""#, rule: .booleanType),
            FaultyValue(text: "‸0", rule: .booleanType),
        ],
        "speed": [
            FaultyValue(text: #"‸"12.5""#, rule: .numberType),
            FaultyValue(text: "‸-1e400", rule: .numberNotFinite),
            FaultyValue(text: "‸9007199254740993", rule: .numberInexact),
        ],
        "captured_at": [
            FaultyValue(text: "‸true", rule: .datetimeType),
            FaultyValue(text: #"‸"é yesterday""#, rule: .datetimeFormat),
            FaultyValue(text: #"‸"2025-02-30""#, rule: .datetimeRange),
            FaultyValue(text: #"‸"2025-02-28T10:00""#, rule: .datetimeNoOffset),
        ],
        "track": [
            FaultyValue(text: "‸{}", rule: .uuidType),
            FaultyValue(text: #"‸"33333333-3333-4333-8333""#, rule: .uuidFormat),
        ],
        "camera": [FaultyValue(text: "‸[1, {\"a\": 2}]", rule: .varcharType)],
        "notes": [FaultyValue(text: "‸false", rule: .textType)],
        "clip": [
            FaultyValue(text: "‸[1, 2]", rule: .embeddingSize),
            FaultyValue(text: "‸[0, -0.0, 0e9]", rule: .embeddingZero),
            FaultyValue(text: "‸\"[1, 2, 3]\"", rule: .embeddingType),
            FaultyValue(text: "[1, 2, ‸null]", rule: .embeddingElement, suffix: "/2"),
        ],
        "place": [
            FaultyValue(text: "‸[1, 2]", rule: .geospatialType),
            FaultyValue(text: "‸{\"latitude\": 1}", rule: .geospatialMissingMember),
            FaultyValue(
                text: "{\"latitude\": 1, \"longitude\": ‸180.5}", rule: .geospatialRange,
                suffix: "/longitude"),
        ],
    ]

    /// Texts that make the item unreadable and the items behind it not.
    private static let breaks: [(text: String, rule: RuleID)] = [
        ("‸NaN", .jsonSyntax), ("‸01", .jsonSyntax), (#""é‸\x""#, .jsonSyntax),
        (#""😀‸\ud83d""#, .jsonUnstorableText), ("[1‸,]", .jsonSyntax),
        ("‸1e131072", .jsonNumberRange), ("\"é\u{FFFF}‸\u{FFFE}\"", .jsonInvalidUTF8),
    ]

    private mutating func plant(_ rule: RuleID, _ pointer: String) {
        faults.append(
            Fault(
                rule: rule, pointer: pointer, offset: writer.bytes.count, line: writer.line,
                column: writer.column, item: itemCount))
    }

    private mutating func chance() -> Bool { writer.random.chance(faultChance) }

    // MARK: The file

    private mutating func writeUpload(_ count: Int) {
        switch format {
        case .object: writeGroups(count)
        case .array:
            writer.space()
            writer.write("[")
            for index in 0..<count {
                if index > 0 { writer.write(",") }
                writer.space()
                writeItem(of: .images, at: "/\(index)")
                writer.space()
            }
            writer.write("]")
            writer.space()
        case .jsonLines, .csv:
            for _ in 0..<count {
                writer.space()
                writeItem(of: .images, at: "")
                writer.write(writer.random.pick(["\n", "\r\n", " \n\n", "\t\n"]))
            }
        }
    }

    private mutating func writeGroups(_ count: Int) {
        let groups: [UploadGroup] = [.images, .videos, .imageGroups, .audio]
            .shuffled(using: &writer.random)
        let envelope = isCamelCase && writer.random.chance(0.3) ? "/dataItems" : ""
        writer.space()
        writer.write("{")
        if !envelope.isEmpty {
            writer.space()
            writer.key("dataItems")
            writer.write("{")
        }
        writer.space()
        for (number, group) in groups.enumerated() {
            let word = isCamelCase ? group.camelCaseName : group.snakeCaseName
            writer.key(word)
            writer.write("[")
            let here = number == groups.count - 1 ? count - itemCount : count / groups.count
            for index in 0..<here {
                if index > 0 { writer.write(",") }
                writer.space()
                writeItem(of: group, at: "\(envelope)/\(word)/\(index)")
                writer.space()
            }
            writer.write("]")
            writer.space()
            writer.write(",")
            writer.space()
            if chance(), breaksItems {
                plant(.uploadUnknownMember, "\(envelope)/zebra\(number)")
                faults[faults.count - 1].item = nil
                writer.write("\"zebra\(number)\": [{\"]\": \"}\\\"\"}, 1] ,")
            }
        }
        writer.key(isCamelCase ? "skipDuplicateUrls" : "skip_duplicate_urls")
        if chance(), breaksItems {
            plant(
                .uploadFlagNotBoolean,
                envelope + (isCamelCase ? "/skipDuplicateUrls" : "/skip_duplicate_urls"))
            faults[faults.count - 1].item = nil
            writer.write("\"true\"")
        } else {
            writer.write("true")
        }
        writer.space()
        writer.write(envelope.isEmpty ? "}" : "}}")
        writer.space()
    }

    // MARK: Items

    private mutating func writeItem(of group: UploadGroup, at pointer: String) {
        self.pointer = pointer
        let start = writer.bytes.count
        let known = faults.count
        let isBroken = breaksItems && writer.random.chance(faultChance / 4)
        var members: [String] = group == .imageGroups ? ["title", "0", "1", "2"] : ["url"]
        if group != .imageGroups, writer.random.chance(0.5) { members.append("title") }
        if isBroken || writer.random.chance(0.9) { members.append("clientMetadata") }
        if chance() { members.append("zzzz") }
        members.shuffle(using: &writer.random)
        writer.write("{")
        for (index, member) in members.enumerated() {
            if index > 0 { writer.write(",") }
            writer.space()
            write(member, of: group, isBroken: isBroken)
            writer.space()
        }
        writer.write("}")
        if isBroken {
            // Nothing else is read of the item.
            let fault = faults[known...].first { $0.pointer == pointer + "!" }
            faults.removeSubrange(known...)
            if var fault {
                fault.pointer = pointer
                faults.append(fault)
            }
        }
        items.append(Array(writer.bytes[start...]))
        itemCount += 1
    }

    private mutating func write(_ member: String, of group: UploadGroup, isBroken: Bool) {
        switch member {
        case "url":
            let name = writer.random.pick(["objectUrl", "object_url", "url"])
            writer.key(name)
            writeURL("\(itemCount).\(extensionOfURL(group))", "\(pointer)/\(name)")
        case "0", "1", "2":
            writer.key("objectUrl_\(member)")
            writeURL("\(itemCount)/\(member).png", "\(pointer)/objectUrl_\(member)")
        case "title":
            writer.key("title")
            if chance() {
                plant(.titleTooLong, "\(pointer)/title")
                writer.string(String(repeating: "é", count: 301))
            } else {
                writer.string(writer.random.pick(["", "t\"\\", "ü😀", "line\nfeed"]))
            }
        case "zzzz":
            plant(.itemUnknownMember, "\(pointer)/zzzz")
            writer.key("zzzz")
            writer.write("[1]")
        default:
            let name = writer.random.pick(["clientMetadata", "client_metadata"])
            writer.key(name)
            writeMetadata("\(pointer)/\(name)", isBroken: isBroken)
        }
    }

    private func extensionOfURL(_ group: UploadGroup) -> String {
        switch group {
        case .videos: "mp4"
        case .audio: "wav"
        default: "png"
        }
    }

    private mutating func writeURL(_ url: String, _ pointer: String) {
        guard chance() else { return writer.string("s3://bükt/😀/" + url) }
        writer.write("\"s3://bükt/😀")
        plant(.urlWhitespace, pointer)
        writer.write(writer.random.pick([" ", "\u{A0}", "\u{3000}"]) + url + "\"")
    }

    private mutating func writeMetadata(_ pointer: String, isBroken: Bool) {
        var keys = PlantedUpload.faultyValues.keys.sorted().shuffled(using: &writer.random)
        keys.removeLast(writer.random.below(keys.count))
        if chance(), breaksItems { keys.append(writer.random.pick(["zebra", "größe", "$odd"])) }
        if isBroken { keys.append("broken") }
        keys.shuffle(using: &writer.random)
        writer.write("{")
        for (index, key) in keys.enumerated() {
            if index > 0 { writer.write(",") }
            writer.space()
            let known = faults.count
            writeValue(of: key, "\(pointer)/\(key)")
            // Of a key that stands twice only the last value is checked.
            if chance(), breaksItems, table[key] != nil, faults.count == known {
                writer.write(",")
                writer.space()
                plant(.keyDuplicate, "\(pointer)/\(key)")
                writer.key(key)
                writeGood(key)
            }
            writer.space()
        }
        writer.write("}")
    }

    private mutating func writeValue(of key: String, _ pointer: String) {
        switch key {
        case "zebra": plant(.keyUnknown, pointer)
        case "größe": plant(.keyForbiddenCharacter, pointer)
        case "$odd": plant(.keyReserved, pointer)
        default: break
        }
        writer.key(key)
        if key == "broken" {
            let fault = writer.random.pick(PlantedUpload.breaks)
            writeMarked(fault.text, fault.rule, self.pointer + "!")
        } else if let faulty = table[key], chance() {
            let fault = writer.random.pick(faulty)
            writeMarked(fault.text, fault.rule, pointer + fault.suffix)
        } else {
            writeGood(key)
        }
    }

    private mutating func writeMarked(_ text: String, _ rule: RuleID, _ pointer: String) {
        for character in text.unicodeScalars {
            switch character {
            case "‸": plant(rule, pointer)
            case "\u{FFFE}": writer.write(invalid: 0xFF)
            case "\u{FFFF}": writer.write("é")
            default: writer.write(String(character))
            }
        }
    }

    /// A value without a fault, `null` now and then.
    private mutating func writeGood(_ key: String) {
        if writer.random.chance(0.05) { return writer.write("null") }
        switch key {
        case "weather": writer.string(writer.random.pick(["clear", "fog", "rain", "Été"]))
        case "ready": writer.write(writer.random.pick(["true", "false"]))
        case "speed": writer.write(writer.random.pick(["0", "-1.50", "1e3", "9007199254740992"]))
        case "captured_at":
            writer.string(
                writer.random.pick(["2025-03-01T12:00:00Z", "2025-03-01", "2025-W09-6T10:00+01:00"])
            )
        case "track": writer.string("33333333-3333-4333-8333-33333333333A")
        case "camera": writer.string(writer.random.pick(["front", "bäck \u{1F600}", "\\\"{["]))
        case "notes": writer.string(writer.random.pick(["", "two\nlines", "]}", "日本"]))
        case "clip":
            writer.write("[0.1,")
            writer.space()
            writer.write("-2e-1 , 3 ]")
        case "place":
            writer.write("{\"longitude\":")
            writer.space()
            writer.write("-180, \"latitude\": 90}")
        default: writer.write("{\"deep\": [1, \"]}\"]}")
        }
    }
}
