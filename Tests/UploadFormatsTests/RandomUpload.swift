import Items
import TestSupport

@testable import UploadFormats

/// Makes valid uploads in both encodings, and faults at known places in them.
struct RandomUpload {
    /// One fault that was written on purpose.
    struct Planted: Equatable {
        var rule: String
        var pointer: String
        var line: Int
        var column: Int

        var summary: String { "\(rule) \(pointer) \(line):\(column)" }
    }

    private(set) var bytes: [UInt8] = []
    private(set) var planted: [Planted] = []
    private(set) var items: [(kind: ItemKind, urls: [String], title: String?)] = []
    private var random: SeededGenerator
    private let isCamelCase: Bool
    /// Chance of a fault in an item.
    private let faults: Double
    private var line = 1
    private var column = 1

    init(seed: UInt64, isCamelCase: Bool, faults: Double = 0) {
        random = SeededGenerator(seed: seed)
        self.isCamelCase = isCamelCase
        self.faults = faults
        writeUpload()
    }

    private mutating func write(_ text: String) {
        bytes += Array(text.utf8)
        for scalar in text.unicodeScalars {
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
    }

    private mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &random) < probability
    }

    private mutating func pick<T>(_ list: [T]) -> T {
        list[Int.random(in: 0..<list.count, using: &random)]
    }

    /// White space as editors, printers and other systems write it.
    private mutating func space() {
        write(pick(["", "", "", " ", "\n", "\r\n", "\t", "\n    "]))
    }

    private mutating func plant(_ rule: String, _ pointer: String) {
        planted.append(Planted(rule: rule, pointer: pointer, line: line, column: column))
    }

    /// A string of the text, its characters escaped now and then.
    private mutating func string(_ text: String, plain: Bool = false) {
        write("\"")
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                write("\\\(scalar)")
            } else if !plain, scalar.value < 0x10000, chance(0.1) {
                let digits = String(scalar.value, radix: 16, uppercase: chance(0.5))
                write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            } else {
                write(String(scalar))
            }
        }
        write("\"")
    }

    private mutating func name(_ camel: String, _ snake: String) -> String {
        chance(0.8) == isCamelCase ? camel : snake
    }

    // MARK: The file

    private mutating func writeUpload() {
        var groups = UploadGroup.allCases
        groups.shuffle(using: &random)
        space()
        write("{")
        var isFirst = true
        for group in groups where chance(0.7) {
            if !isFirst { write(",") }
            isFirst = false
            space()
            let word = isCamelCase ? group.camelCaseName : group.snakeCaseName
            string(word)
            space()
            write(":")
            space()
            write("[")
            for index in 0..<Int.random(in: 0...4, using: &random) {
                if index > 0 { write(",") }
                space()
                writeItem(of: group, at: "/\(word)/\(index)")
                space()
            }
            write("]")
            space()
        }
        write((isFirst ? "" : ",") + "\"skip_duplicate_urls\": true}")
        space()
    }

    /// Members in any order; faults are planted into some.
    private mutating func writeItem(of group: UploadGroup, at pointer: String) {
        var members: [(name: String, write: (inout RandomUpload, String) -> Void)] = []
        var urls: [String] = []
        var title: String? = "t\(Int.random(in: 0...9, using: &random))é😀\""
        let createsVideo = chance(0.5)
        func url() -> String { "s3://b/\(urls.count)/ü😀.\(group)" }

        switch group {
        case .scenes:
            members.append(("scene", { $0.writeObject($1) }))
        case .imageGroupsFromItems:
            members.append((name("imageItems", "image_items"), { $0.writeUUIDs($1) }))
            members.append(
                (
                    name("createVideo", "create_video"),
                    {
                        $0.write("\(createsVideo)"); _ = $1
                    }
                ))
        case .imageGroups, .dicomSeries:
            if group == .imageGroups {
                members.append(
                    (
                        name("createVideo", "create_video"),
                        {
                            $0.write("\(createsVideo)"); _ = $1
                        }
                    ))
            }
            if isCamelCase {
                for _ in 0..<3 { urls.append(url()) }
                let list = urls
                members.append(
                    (group == .imageGroups ? "images" : "dicomFiles", { $0.writeFrames(list, $1) }))
            } else {
                for number in 0..<12 {
                    let text = url()
                    urls.append(text)
                    members.append(("objectUrl_\(number)", { $0.writeURL(text, $1) }))
                }
            }
        default:
            let text = url()
            urls.append(text)
            members.append((pick(["objectUrl", "object_url", "url"]), { $0.writeURL(text, $1) }))
        }
        if group == .images {
            members.append((name("imageMetadata", "image_metadata"), { $0.writeImageMetadata($1) }))
        }
        let needsTitle = group.requiredMembers.contains(.title)
        if needsTitle || chance(0.5) {
            let text = title ?? ""
            members.append(("title", { $0.writeTitle(text, $1) }))
        } else {
            title = nil
        }
        if chance(0.7) {
            members.append((name("clientMetadata", "client_metadata"), { $0.writeObject($1) }))
        }
        if chance(faults) {
            members.append(
                (
                    "zzzz",
                    {
                        $0.write("1"); _ = $1
                    }
                ))
        }
        members.shuffle(using: &random)
        write("{")
        for (index, member) in members.enumerated() {
            if index > 0 { write(",") }
            space()
            if member.name == "zzzz" { plant("item-unknown-member", pointer + "/zzzz") }
            string(member.name)
            space()
            write(":")
            space()
            member.write(&self, "\(pointer)/\(member.name)")
            space()
        }
        write("}")
        items.append((group.kind(createsVideo: createsVideo), urls, title))
    }

    private mutating func writeURL(_ url: String, _ pointer: String) {
        guard chance(faults) else { return string(url) }
        let (before, space, behind) = (
            url.prefix(7), pick([" ", "\u{A0}", "\u{3000}"]), url.dropFirst(7)
        )
        write("\"" + before)
        plant("url-whitespace", pointer)
        write(space + behind + "\"")
    }

    private mutating func writeTitle(_ title: String, _ pointer: String) {
        guard chance(faults) else { return string(title) }
        plant("title-too-long", pointer)
        string(String(repeating: "é", count: 301))
    }

    private mutating func writeObject(_ pointer: String) {
        write(pick([#"{}"#, #"{"a": [1, {"b": "]}\\\""}], "n": null}"#, "{\n\"é\" : 1e3\r\n}"]))
    }

    private mutating func writeImageMetadata(_ pointer: String) {
        write(#"{"mimeType": "image/png", "file_size": 7, "width": "#)
        if chance(faults) {
            plant("media-metadata-member-type", pointer + "/width")
            write("\"7\"")
        } else {
            write("7")
        }
        write(#", "height": 1}"#)
    }

    private mutating func writeFrames(_ urls: [String], _ pointer: String) {
        write("[")
        for (index, url) in urls.enumerated() {
            if index > 0 { write(",") }
            space()
            write("{\"url\":")
            writeURL(url, "\(pointer)/\(index)/url")
            write("}")
        }
        write("]")
    }

    private mutating func writeUUIDs(_ pointer: String) {
        write("[")
        if chance(faults) {
            plant("item-invalid-uuid", pointer + "/0")
            write("\"33333333-3333-4333-8333-33333333333G\"")
        } else {
            write("\"33333333-3333-4333-8333-33333333333a\"")
        }
        write("]")
    }
}
