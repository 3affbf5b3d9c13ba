public import Items

/// Which stored items a task is about.
public struct ItemSelection: Sendable {
    /// How they are told.
    public enum Choice: Sendable {
        /// By URLs and uuids.
        case names([String])
        /// By a filter of the query language.
        case filter(String)
    }

    /// How they are told.
    public var choice: Choice
    /// The name of the folder that they are in; nil for all folders.
    public var folder: String?
    /// Whether a URL may stand for several items.
    public var takesAll: Bool

    /// Selects items.
    public init(_ choice: Choice, inFolder folder: String? = nil, takesAll: Bool = false) {
        self.choice = choice
        self.folder = folder
        self.takesAll = takesAll
    }

    /// Whether nobody has named each item: more may be selected than are meant.
    public var isOpen: Bool {
        if case .filter = choice { return true }
        return takesAll
    }
}

/// Why a selection names no items.
public enum ItemSelectionError: Error, Sendable, Equatable {
    /// No item has these URLs or uuids.
    case notStored([String])
    /// Several items have a URL: the first ``samplesMax`` of them, and how many there are.
    case severalItems(url: String, items: [StoredItem], count: Int)
    /// There is no such folder; the nearest name of one, if any is near.
    case noSuchFolder(String, nearest: String?)

    /// 10 items: as many as a person compares.
    public static let samplesMax = 10
}
