import ArgumentParser

/// When to colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

/// Flags that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: "Colour: auto, always or never. NO_COLOR is respected.")
    var color: ColorChoice = .auto

    @Flag(name: .shortAndLong, help: "Say nothing but errors on standard error.")
    var quiet = false
}
