import ArgumentParser

/// The root of all commands.
struct MetadexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metadex",
        abstract: "A typed metadata store for people who curate machine-learning data.",
        discussion: """
            Check an upload before it is sent:
              metadex validate upload.json --schema schema.yaml
            Keep it and filter it:
              metadex schema import schema.yaml
              metadex import upload.json --folder rides
              metadex query "weather = 'rain' AND speed > 25" --limit 10
            """,
        version: Version.full,
        subcommands: [
            ValidateCommand.self, FixCommand.self, SplitCommand.self, SchemaCommand.self,
            ImportCommand.self, QueryCommand.self, GetCommand.self, UpdateCommand.self,
            MoveCommand.self, DeleteCommand.self, RestoreCommand.self, DeletedCommand.self,
            ExportCommand.self, FoldersCommand.self, StatsCommand.self, BackupCommand.self,
            CompactCommand.self, DoctorCommand.self, ReindexCommand.self, GenerateCommand.self,
            RulesCommand.self, ExplainCommand.self, CanonCommand.self, ValueCommand.self,
            ConfigCommand.self, CompletionCommand.self,
        ])
}
