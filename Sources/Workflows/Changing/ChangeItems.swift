import Items
import Storage

/// Carries out changes of stored items that were planned on one state of a store, all or none.
struct ChangeItems {
    let store: any MetadataStore
    let isDryRun: Bool

    /// What is to be done, as one state of the store has it.
    struct Plan {
        /// The changes that change something.
        var changes: [ItemChange] = []
        /// The selected items that stay as they are.
        var unchanged = 0
        /// The selected items that cannot be changed as wanted.
        var rejected = 0
        /// What is wrong with the items as they would be.
        var problems: [ItemProblem] = []
        /// The schema revision that documents were checked against.
        var revision: Int?
    }

    /// How often a look at the store is taken again because somebody has written meanwhile: each of
    /// them is made useless only by another write.
    private static let looksMax = 8

    /// Plans and carries out.
    ///
    /// - Parameters:
    ///   - confirms: asked before anything is changed, once; without a yes nothing is. nil where
    ///     nothing has to be asked.
    ///   - look: finds out what is to be done.
    /// - Throws: `StoreError`, of kind `changed` where somebody wrote while an answer was awaited, and
    ///   what the closures throw; nothing is changed then.
    func run(
        confirms: ((ItemChangeOutcome) throws -> Bool)?, _ look: (Catalog) throws -> Plan
    ) throws -> ItemChangeOutcome {
        var looks = 0
        while true {
            looks += 1
            let catalog = try store.read { try $0.catalog() }
            let plan = try look(catalog)
            var outcome = ItemChangeOutcome(plan)
            if plan.rejected > 0 {
                outcome.ending = .hasErrors
                return outcome
            }
            if isDryRun { outcome.ending = .dryRun }
            if isDryRun || plan.changes.isEmpty { return outcome }
            if let confirms, try !confirms(outcome) {
                outcome.ending = .notAgreed
                return outcome
            }
            do {
                try store.changeItems(
                    plan.changes, checkedAgainst: plan.revision, generation: catalog.generation)
                return outcome
            } catch let error as StoreError
                where error.kind == .changed && confirms == nil && looks < ChangeItems.looksMax
            {
                continue
            }
        }
    }
}

/// What a task has done with stored items.
public struct ItemChangeOutcome: Sendable {
    /// How a task ended.
    public enum Ending: Sendable, Equatable {
        case done
        /// Nothing was changed, because nothing was to be.
        case dryRun
        /// Nothing was changed, because an item cannot be changed as wanted.
        case hasErrors
        /// Nothing was changed, because nobody agreed.
        case notAgreed
    }

    /// How it ended.
    public var ending = Ending.done
    /// Selected items that have changed; where nothing was done, those that would.
    public var changed: Int
    /// Selected items that are as they were wanted already.
    public var unchanged: Int
    /// Selected items that cannot be changed as wanted.
    public var rejected: Int
    /// What is wrong with the items as they would be, errors first.
    public var problems: [ItemProblem]

    /// All selected items.
    public var selected: Int { changed + unchanged + rejected }

    init(_ plan: ChangeItems.Plan) {
        changed = plan.changes.count
        unchanged = plan.unchanged
        rejected = plan.rejected
        problems = plan.problems
    }
}
