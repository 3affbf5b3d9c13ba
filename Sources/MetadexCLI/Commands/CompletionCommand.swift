import ArgumentParser

/// `metadex completion`: scripts that complete commands and flags.
struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print a completion script for a shell.",
        discussion: """
              $ metadex completion bash > metadex.bash

            Rules, types, keys and folders are completed too; keys and folders are those of the store \
            that the command would take. `make install` puts all three scripts in place.
            """)

    /// The shells that scripts exist for.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    @Argument(help: "The shell.")
    var shell: Shell

    func run() throws {
        let script =
            switch shell {
            case .bash: MetadexCommand.completionScript(for: .bash)
            case .zsh: MetadexCommand.completionScript(for: .zsh)
            case .fish: MetadexCommand.completionScript(for: .fish)
            }
        let output = Terminal().standardOutput
        try output.write(script + "\n")
        try output.flush()
    }
}
