import ArgumentParser

/// Which `metadex.toml` holds.
struct SettingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read these settings instead of the nearest metadex.toml.", valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var config: String?

    @Flag(help: "Read no metadex.toml.")
    var noConfig = false

    func validate() throws {
        if config != nil, noConfig {
            throw ValidationError("--config and --no-config exclude each other")
        }
    }

    /// The project's settings; nil where there are none.
    ///
    /// - Throws: a `Failure`: status 3 when the file cannot be read, 2 with the place when it is wrong.
    func read(_ terminal: Terminal) throws -> Configuration? {
        if noConfig { return nil }
        return try (config ?? Configuration.find()).map(terminal.settings.read)
    }
}

/// The settings files that were read: more than one part of a command asks, and a pipe can be read once.
final class SettingsFiles {
    private var files: [String: Configuration] = [:]

    /// Reads a file, or answers what was read before.
    func read(_ path: String) throws -> Configuration {
        if let known = files[path] { return known }
        let configuration = try Configuration(contentsOf: path)
        files[path] = configuration
        return configuration
    }
}
