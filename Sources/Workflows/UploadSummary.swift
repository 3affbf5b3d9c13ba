public import Findings
public import UploadFormats
import UploadReading

/// What an upload holds.
public struct UploadSummary: Sendable, Equatable {
    /// The form of the file.
    public var format: UploadFormat
    /// Items, faulty ones too.
    public var items = 0
    /// Items with a finding of severity error.
    public var rejectedItems = 0
    /// URLs of all items, those of frames included.
    public var urls = 0
    /// Bytes read.
    public var bytes = 0
    /// Whether a fault ended the reading before the end of the file.
    public var isStopped = false
    /// What the file says about items that exist already.
    public var flags = UploadFlags()
    /// The members at the top level.
    var names = TopLevelNames()
    /// Findings with a mark that are not mended all the same: misspelled groups and flags whose right
    /// name stands in the file as well, which is known at its end only.
    public var wrongMarks: [Finding] = []
    /// Whether nothing is mended, whatever the marks say: of a file that cannot be read to its end
    /// there is no corrected copy.
    public var isBeyondMending = false

    init(format: UploadFormat) {
        self.format = format
    }
}
