import Findings

/// The columns under which the rows of a CSV upload stand.
struct CSVHeader {
    /// What a column holds.
    enum Column: UInt8, CaseIterable {
        case objectURL, videoTitle, imageTitle, imageGroupTitle, createVideo, seriesTitle

        /// The name as the documentation writes it.
        var name: String {
            switch self {
            case .objectURL: "ObjectUrl"
            case .videoTitle: "Video title"
            case .imageTitle: "Image title"
            case .imageGroupTitle: "Image group title"
            case .createVideo: "Create video"
            case .seriesTitle: "Series title"
            }
        }

        /// The column of a heading, whatever its case, spaces and underscores; `Dicom title` is
        /// another name of `Series title`.
        init?(heading: String) {
            let word = Column.folded(heading)
            if word == "dicomtitle" {
                self = .seriesTitle
                return
            }
            guard let column = Column.allCases.first(where: { Column.folded($0.name) == word })
            else { return nil }
            self = column
        }

        private static func folded(_ heading: String) -> String {
            heading.lowercased().filter { !$0.isWhitespace && $0 != "_" }
        }
    }

    /// The place of each column in a row.
    private(set) var places: [Column: Int] = [:]
    /// Headings, in their order.
    let headings: [String]
    /// Headings that are no column, and columns that stand twice.
    private(set) var unknown: [Int] = []

    /// The group that the rows belong to.
    let group: UploadGroup
    /// Columns that do not belong to the group.
    private(set) var stray: [Column] = []

    /// Reads a header row; nil when it has no `ObjectUrl`.
    init?(_ headings: [String]) {
        self.headings = headings
        for (place, heading) in headings.enumerated() {
            guard let column = Column(heading: heading), places[column] == nil else {
                unknown.append(place)
                continue
            }
            places[column] = place
        }
        guard places[.objectURL] != nil else { return nil }
        let own: Set<Column>
        if places[.imageGroupTitle] != nil || places[.createVideo] != nil {
            group = .imageGroups
            own = [.imageGroupTitle, .imageTitle, .createVideo]
        } else if places[.seriesTitle] != nil {
            group = .dicomSeries
            own = [.seriesTitle]
        } else if places[.imageTitle] != nil {
            group = .images
            own = [.imageTitle]
        } else {
            group = .videos
            own = [.videoTitle]
        }
        stray = Column.allCases.filter {
            places[$0] != nil && $0 != .objectURL && !own.contains($0)
        }
    }

    /// The column that names the group of a row; nil where each row is an item.
    var groupTitle: Column? {
        switch group {
        case .imageGroups: .imageGroupTitle
        case .dicomSeries: .seriesTitle
        default: nil
        }
    }

    /// The column with the title of the file itself.
    var fileTitle: Column? {
        switch group {
        case .videos: .videoTitle
        case .images, .imageGroups: .imageTitle
        default: nil
        }
    }

    /// The known headings, for messages.
    static let names = Column.allCases.map(\.name)
}
