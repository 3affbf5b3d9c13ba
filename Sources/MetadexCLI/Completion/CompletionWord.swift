import ArgumentParser

/// A text as a shell's completion script takes it.
enum CompletionWord {
    /// The texts that can be offered, written for the shell that asks.
    static func offered(_ texts: [String]) -> [String] {
        texts.filter(isOffered).map { written($0, for: CompletionShell.requesting) }
    }

    /// A text with a line end cannot be offered, and one with another control character had better
    /// not be.
    private static func isOffered(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.properties.generalCategory != .control
                    && $0.properties.generalCategory != .format
            }
    }

    /// - Parameter shell: the shell; nil writes the text as it is.
    static func written(_ text: String, for shell: CompletionShell?) -> String {
        switch shell {
        case .bash:
            // `compgen -W` expands its words: without quotes the text could be a command.
            return "'" + text.replacing("'", with: "'\\''") + "'"
        case .zsh:
            // A colon ends the word and begins its description.
            return text.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
        default: return text
        }
    }
}
