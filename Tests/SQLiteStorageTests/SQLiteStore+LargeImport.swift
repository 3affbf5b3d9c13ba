import CanonicalJSON
import Findings
import SQLiteStorage
import SchemaModel
import Storage
import Testing
import UploadFormats
import Validation

extension SQLiteStore {
    /// Imports items as those of a large file, whose columns are written with them.
    ///
    /// - Parameter checksValues: whether values that do not fit their key are refused.
    func importLarge(
        count: Int, checksValues: Bool = true, metadata: () -> String?
    ) throws {
        let catalog = try read { try $0.catalog() }
        var batch = WriteBatch(for: catalog)
        let validator = Validator(schema: catalog.compiledSchema)
        var reader = UploadItemReader()
        var writer = CanonicalWriter(limit: UploadLimits.mediaBytesMax)
        for index in 0..<count {
            let text =
                #"{"objectUrl": "large:\#(index)", "clientMetadata": \#(metadata() ?? "{}")}"#
            let tape = try JSONTape(copying: text.utf8)
            var levels = RuleLevels()
            if !checksValues { for rule in RuleID.allCases { levels[rule] = nil } }
            var findings = FindingBuffer(file: "test", levels: levels)
            let slice = UploadSlice(
                start: 0, end: text.utf8.count, index: index, group: UploadGroupName(.images))
            let item = try #require(reader.read(tape, slice, into: &findings))
            let isGood = batch.append(
                item, of: tape, known: 0, checkedBy: validator, writer: &writer, into: &findings)
            #expect(isGood, "\(text)")
        }
        let request = ImportRequest(
            into: "large", policy: .createAgain, checkedAgainst: catalog.schema.number,
            isLarge: true)
        try importItems(request) { session in
            try session.write(batch)
            return .commit
        }
    }
}
