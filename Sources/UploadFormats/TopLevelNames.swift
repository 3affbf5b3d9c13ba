/// The members that stand at the top level of an upload. Two spellings of a member are one.
public struct TopLevelNames: Sendable, Equatable {
    private var members: Set<TopLevelMember> = []

    /// No members.
    public init() {}

    init(_ members: some Sequence<TopLevelMember>) {
        self.members = Set(members)
    }

    /// Takes a name for a new member.
    ///
    /// - Returns: false for a member that stands already, for a name of none, and for an envelope
    ///   beside groups: what it holds would come twice.
    public mutating func insert(_ name: String) -> Bool {
        guard let member = TopLevelNames.member(name) else { return false }
        if case .envelope = member, members.contains(where: \.holdsItems) { return false }
        return members.insert(member).inserted
    }

    /// Whether a member stands at the top level, in any spelling.
    public func contains(_ name: String) -> Bool {
        TopLevelNames.member(name).map { members.contains($0) } ?? false
    }

    private static func member(_ name: String) -> TopLevelMember? {
        var text = name
        return text.withUTF8 { TopLevelMember.table.lookup(UnsafeRawBufferPointer($0)) }
            .map { TopLevelMember.all[Int($0)] }
    }
}

extension TopLevelMember {
    fileprivate var holdsItems: Bool {
        switch self {
        case .group, .envelope: true
        case .skipDuplicateURLs, .upsertMetadata, .requestOption: false
        }
    }
}

extension UploadSplitter {
    /// The members at the top level that were seen so far.
    public var names: TopLevelNames { TopLevelNames(seen.keys) }
}
