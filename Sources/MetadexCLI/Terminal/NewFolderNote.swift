import Text

/// A folder is made by naming it, so a slip of the keyboard makes one too.
enum NewFolderNote {
    /// Says so where a folder that is there has nearly the name of a new one.
    static func say(_ folder: String, among names: [String], _ terminal: Terminal) {
        if names.contains(where: { ExactText($0) == ExactText(folder) }) { return }
        guard let near = NearestMatch.match(for: folder, in: names) else { return }
        terminal.say(
            "note: \(TerminalText.escaped(folder)) is a new folder; there is "
                + "\(TerminalText.escaped(near)) already")
    }
}
