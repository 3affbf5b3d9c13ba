import Foundation
import UploadFormats
import Workflows

/// An upload that is read twice: standard input is kept in a temporary file in between.
final class RereadableUpload {
    /// The name in messages.
    let name: String
    let outline: UploadOutline
    private let path: String
    private let spooled: Int32?

    init(_ argument: String, _ check: CheckOptions) throws {
        let first = try check.open(argument)
        name = first.name
        if argument == "-" {
            let descriptor = try reading(first) { try $0.spool() }
            spooled = descriptor
            path = "/dev/fd/\(descriptor)"
        } else {
            path = argument
            spooled = nil
        }
        let input = try openInput(path, name: name)
        outline = try reading(input) { try UploadOutline($0, format: check.inputFormat) }
    }

    deinit {
        if let spooled { close(spooled) }
    }

    /// Opens the upload from its start.
    func open() throws -> InputFile { try openInput(path, name: name) }
}
