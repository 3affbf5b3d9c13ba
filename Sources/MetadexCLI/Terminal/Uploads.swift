import UploadFormats
import UploadReading
import Workflows

/// An upload that is read twice: what is not a regular file is kept in a temporary one in between.
final class RereadableUpload {
    /// The name in messages.
    var name: String { input.name }
    let outline: UploadOutline
    private let input: InputFile

    init(_ argument: String, _ check: CheckOptions, _ terminal: Terminal = Terminal()) throws {
        input = try reading(check.open(argument)) {
            try $0.rereadable(temporaryFolder: terminal.temporaryFolder)
        }
        outline = try reading(input) { try UploadOutline($0, format: check.inputFormat) }
    }

    /// The upload from its start.
    func open() throws -> InputFile {
        try reading(input) { try $0.rewind() }
        return input
    }
}
