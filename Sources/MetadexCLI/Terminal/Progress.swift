import Foundation
import Text
import UploadReading
import Workflows

/// How much of a file has been read: on standard error, only on a terminal, only when it takes long.
final class Progress {
    private let input: InputFile
    private let terminal: Terminal
    private let start = Date()
    private var lastShown = Date.distantPast
    private var isShown = false

    /// Half a second: what is quicker needs no progress.
    private static let delaySeconds = 0.5
    /// Ten times a second is as often as a person can read.
    private static let intervalSeconds = 0.1

    /// Nothing when there is no terminal, the size is unknown, or the user wants it quiet.
    init?(of input: InputFile, _ terminal: Terminal, isQuiet: Bool) {
        guard !isQuiet, terminal.errorIsTerminal, input.size != nil else { return nil }
        self.input = input
        self.terminal = terminal
    }

    /// Shows the present state, if it is time to.
    func update() {
        let now = Date()
        guard let size = input.size, size > 0,
            now.timeIntervalSince(start) >= Progress.delaySeconds,
            now.timeIntervalSince(lastShown) >= Progress.intervalSeconds
        else { return }
        lastShown = now
        isShown = true
        let percent = min(100, input.bytesRead * 100 / size)
        let name = TerminalText.escaped(input.name)
        show("\r\(name): \(input.bytesRead >> 20) of \(size >> 20) MiB, \(percent) %\u{1B}[K")
    }

    /// Clears the line.
    func end() {
        if isShown { show("\r\u{1B}[K") }
    }

    private func show(_ text: String) {
        // Progress that cannot be shown is no reason to stop.
        try? terminal.standardError.write(styled: text.utf8)
        try? terminal.standardError.flush()
    }
}
