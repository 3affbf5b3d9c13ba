import ArgumentParser

/// When to colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

/// Flags that every command takes; in every help they have a group of their own, the last one.
struct GlobalOptions: ParsableArguments {
    static let title = "General options"

    /// A group inside a group has its title wherever the outer one stands.
    struct Flags: ParsableArguments {
        @Option(help: ArgumentHelp("When to colour; NO_COLOR is respected.", valueName: "when"))
        var color: ColorChoice = .auto

        @Flag(name: .shortAndLong, help: "Say nothing but errors on standard error.")
        var quiet = false
    }

    @OptionGroup(title: GlobalOptions.title) private var flags: Flags

    var color: ColorChoice { flags.color }
    var quiet: Bool { flags.quiet }
}
