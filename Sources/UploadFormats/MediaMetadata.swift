import CanonicalJSON
import Findings

/// The objects that describe the media of a file: `imageMetadata`, `videoMetadata`, ...
///
/// Every member is required once the object is there, as in the model of Encord's SDK. Values are
/// not compared with the file.
struct MediaMetadata {
    /// What a member holds.
    private enum Form {
        case text, wholeNumber, number, object

        var description: String {
            switch self {
            case .text: "a string"
            case .wholeNumber: "a whole number of at least 0"
            case .number: "a number of at least 0"
            case .object: "an object of DICOM tags"
            }
        }
    }

    private enum Field: UInt8, CaseIterable {
        case mimeType, fileSize, width, height, fps, duration, sampleRate, bitDepth, codec
        case numChannels, numPages, tags

        var form: Form {
            switch self {
            case .mimeType, .codec: .text
            case .fileSize, .width, .height, .sampleRate, .bitDepth, .numChannels, .numPages:
                .wholeNumber
            case .fps, .duration: .number
            case .tags: .object
            }
        }
    }

    private static let table = NameTable([
        ["mimeType", "mime_type"], ["fileSize", "file_size"], ["width"], ["height"], ["fps"],
        ["duration", "duration_seconds", "durationSeconds"], ["sampleRate", "sample_rate"],
        ["bitDepth", "bit_depth"], ["codec"], ["numChannels", "num_channels"],
        ["numPages", "num_pages"], ["tags"],
    ])

    /// The DICOM tags that `dicomMetadata` has to hold, if only as `null`.
    static let dicomTags = [
        "00080018", "00100020", "00180050", "00181114", "00181164", "0020000D", "0020000E",
        "00200013", "00200032", "00200037", "00209113", "00209116", "00280004", "00280008",
        "00280010", "00280011", "00280030", "00281050", "00281051", "00289110", "52009229",
        "52009230",
    ]

    private static let tagTable = NameTable(dicomTags.map { [$0] })

    private var scan = MemberScan(MediaMetadata.table)
    private var tags = MemberScan(MediaMetadata.tagTable)

    private static func fields(of member: ItemMember) -> [Field] {
        switch member {
        case .imageMetadata: [.mimeType, .fileSize, .width, .height]
        case .videoMetadata: [.fps, .duration, .width, .height, .fileSize, .mimeType]
        case .audioMetadata:
            [.duration, .fileSize, .mimeType, .sampleRate, .bitDepth, .codec, .numChannels]
        case .textMetadata: [.fileSize, .mimeType]
        case .pdfMetadata: [.fileSize, .numPages]
        case .dicomMetadata: [.tags]
        default: []
        }
    }

    private static let imageFields = fields(of: .imageMetadata)
    private static let videoFields = fields(of: .videoMetadata)
    private static let audioFields = fields(of: .audioMetadata)

    /// Checks the object at a token.
    ///
    /// - Parameters:
    ///   - token: the value of the member.
    ///   - member: `imageMetadata`, `videoMetadata`, ...
    mutating func check(
        _ token: Int, of tape: JSONTape, as member: ItemMember, into findings: inout FindingBuffer
    ) {
        guard tape[token].kind == .object else {
            findings.report(
                .itemMemberType, at: token, of: tape, key: member.name, expected: "an object")
            return
        }
        scan.scan(token, of: tape)
        let fields: [Field] =
            switch member {
            case .imageMetadata: MediaMetadata.imageFields
            case .videoMetadata: MediaMetadata.videoFields
            case .audioMetadata: MediaMetadata.audioFields
            default: MediaMetadata.fields(of: member)
            }
        var known: UInt64 = 0
        for field in fields {
            let bit = UInt64(1) << UInt64(field.rawValue)
            known |= bit
            let name = MediaMetadata.table.names[Int(field.rawValue)]
            if scan.given & bit == 0 {
                findings.report(
                    .mediaMetadataMissingMember, at: token, of: tape, key: name,
                    value: FindingWord(member.name),
                    expected: FindingWord(field.form.description))
            } else {
                let value = scan.values[Int(field.rawValue)]
                if !isValid(value, of: tape, as: field.form) {
                    findings.report(
                        .mediaMetadataMemberType, at: value, of: tape, key: name,
                        expected: FindingWord(field.form.description))
                } else if field == .tags {
                    checkTags(value, of: tape, into: &findings)
                }
            }
        }
        let stray = (scan.given | scan.null) & ~known
        if stray != 0 { reportStray(stray, token, tape, &findings) }
        if scan.isOdd {
            scan.reportOddMembers(
                token, of: tape, unknown: .mediaMetadataUnknownMember,
                nearest: fields.map { MediaMetadata.table.names[Int($0.rawValue)] },
                into: &findings)
        }
    }

    /// Members of other media, such as `fps` of an image.
    private func reportStray(
        _ stray: UInt64, _ object: Int, _ tape: JSONTape, _ findings: inout FindingBuffer
    ) {
        var key = object + 1
        while key < Int(tape[object].next) {
            let name = tape.string(at: key)
            var text = name
            let field = text.withUTF8 { scan.table.lookup(UnsafeRawBufferPointer($0)) }
            if let field, stray & (1 << UInt64(field)) != 0 {
                findings.report(.mediaMetadataUnknownMember, at: key, of: tape, key: name)
            }
            key = Int(tape[key + 1].next)
        }
    }

    @inline(__always)
    private func isValid(_ index: Int, of tape: JSONTape, as form: Form) -> Bool {
        let token = tape[index]
        switch form {
        case .text: return token.kind == .string
        case .object: return token.kind == .object
        case .number, .wholeNumber:
            guard token.kind == .number else { return false }
            if token.flags.isEmpty { return true }
            if form == .number, !token.flags.contains(.negative) { return true }
            let value = tape.double(at: index)
            return value >= 0 && (form == .number || value == value.rounded(.towardZero))
        }
    }

    private mutating func checkTags(
        _ token: Int, of tape: JSONTape, into findings: inout FindingBuffer
    ) {
        tags.scan(token, of: tape)
        for (index, tag) in MediaMetadata.dicomTags.enumerated()
        where (tags.given | tags.null) & (1 << UInt64(index)) == 0 {
            findings.report(
                .mediaMetadataMissingMember, at: token, of: tape, key: tag, value: "tags",
                expected: "a value or null")
        }
        if tags.isOdd {
            tags.reportOddMembers(
                token, of: tape, unknown: .mediaMetadataUnknownMember,
                nearest: MediaMetadata.dicomTags, into: &findings)
        }
    }
}
