import Foundation
import SchemaModel
import UploadFormats
import Values

@testable import Workflows

/// What a fix has given.
struct Fixed {
    var bytes: [UInt8] = []
    var edits: [TextEdit] = []
    var outcome: FixUpload.Outcome

    init(
        _ input: [UInt8], _ schema: MetadataSchema?, isUnsafe: Bool = false,
        zone: UTCOffset? = nil, _ reading: Reading = Reading(),
        mendedOfItem: Int = FixUpload.mendedOfItemMax
    ) throws {
        var bytes: [UInt8] = []
        var edits: [TextEdit] = []
        outcome = try withInput(input) { file in
            let recipe = FixUpload.Recipe(
                isUnsafe: isUnsafe, zone: zone,
                temporaryFolder: FileManager.default.temporaryDirectory.path)
            return try FixUpload(reading.options(schema), recipe, mendedOfItem: mendedOfItem).run(
                file, write: { bytes += Array($0) }, edit: { edits.append($0) })
        }
        self.bytes = bytes
        self.edits = edits
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
