import Items
public import Storage

/// Brings deleted items back to their places, all or none.
public struct RestoreItems {
    private let store: any MetadataStore
    private let isDryRun: Bool

    /// - Parameters:
    ///   - store: the store.
    ///   - isDryRun: whether to say what would happen, and change nothing.
    public init(_ store: any MetadataStore, isDryRun: Bool = false) {
        self.store = store
        self.isDryRun = isDryRun
    }

    /// Does it, completely or not at all. An item that is not deleted stays as it is.
    ///
    /// - Parameter selection: names of items. A URL stands for deleted items first.
    /// - Throws: ``ItemSelectionError``, `StoreError`; nothing is restored then.
    public func run(_ selection: ItemSelection) throws -> ItemChangeOutcome {
        try ChangeItems(store: store, isDryRun: isDryRun).run(confirms: nil) { _ in
            var plan = ChangeItems.Plan()
            let finder = ItemFinder(store: store)
            try finder.forEach(of: selection, in: .deletedFirst) { item in
                if try store.read({ try $0.item(item.id) }) == nil {
                    plan.changes.append(.restore(item.id))
                } else {
                    plan.unchanged += 1
                }
            }
            return plan
        }
    }
}
