import SchemaFormats
import SchemaModel
import Storage
import Workflows

/// Runs a change of the schema and says what came of it.
struct SchemaChangeReport {
    let terminal: Terminal
    let global: GlobalOptions

    /// - Parameters:
    ///   - change: what to run.
    ///   - wish: what is wanted.
    ///   - reading: the schema file that the wish came from, for the places of what is illegal.
    ///   - isDryRun: whether nothing is to be changed.
    /// - Throws: a `Failure` with status 1 when the change is illegal.
    func run(
        _ change: ChangeSchema, _ wish: ChangeSchema.Wish, from reading: SchemaReading? = nil,
        isDryRun: Bool = false
    ) throws {
        let outcome = try storing { try change.run(wish) }
        if !outcome.problems.isEmpty {
            let places = outcome.comparison.map { reading?.findings(for: $0) ?? [] } ?? []
            for (index, problem) in outcome.problems.enumerated() {
                let place = index < places.count ? places[index].location : nil
                let prefix =
                    place.map { "\($0.file):\($0.position.line):\($0.position.column): " } ?? ""
                terminal.say("\(prefix)error[schema-illegal-change] \(problem.message)")
                terminal.say("  \(problem.hint)")
            }
            let count = outcome.problems.count
            throw Failure(
                exitStatus: .findings,
                message:
                    "\(count) illegal \(count == 1 ? "change" : "changes"); the schema stays as it was"
            )
        }
        let output = terminal.standardOutput
        for line in outcome.lines { try output.writeLine(line) }
        try output.flush()
        for misfit in outcome.misfits {
            terminal.say(
                "warning: \(misfit.key): \(misfit.count) stored values do not fit the type \(misfit.type); "
                    + "they stay stored and count as missing in queries")
            for sample in misfit.samples { terminal.say("  \(sample)") }
        }
        if global.quiet { return }
        if let revision = outcome.revision {
            terminal.say(
                "Schema revision \(revision.number), \(activeKeys(revision.schema)) active keys.")
        } else if outcome.lines.isEmpty {
            terminal.say("Nothing to change.")
        } else if isDryRun {
            terminal.say("Dry run: nothing was changed.")
        }
    }

    private func activeKeys(_ schema: MetadataSchema) -> Int {
        schema.keys.count { $0.state.definition != nil }
    }
}
