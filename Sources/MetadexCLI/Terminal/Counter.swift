import Foundation
import Text

/// A line on the terminal that counts what a command has done so far.
final class Counter {
    private let verb: String
    private let terminal: Terminal
    private let start = Date()
    private var lastShown = Date.distantPast
    private var isShown = false

    /// Half a second: what is quicker needs no line.
    private static let delaySeconds = 0.5
    /// Ten times a second is as often as a person can read.
    private static let intervalSeconds = 0.1

    /// Nothing when there is no terminal, or the user wants it quiet.
    ///
    /// - Parameter verb: what is done with the items: `exported`.
    init?(_ verb: String, _ terminal: Terminal, isQuiet: Bool) {
        guard !isQuiet, terminal.errorIsTerminal else { return nil }
        self.verb = verb
        self.terminal = terminal
    }

    /// Shows a count of items, if it is time to.
    func update(_ count: Int) { show { "\(counted(count, "item")) \(verb)" } }

    /// Shows how far something is, if it is time to.
    func update(_ done: Int, of total: Int) {
        show { "\(verb): \(total == 0 ? 100 : min(100, done * 100 / total)) %" }
    }

    /// Clears the line.
    func end() {
        if isShown { write("\r\u{1B}[K") }
    }

    private func show(_ text: () -> String) {
        let now = Date()
        guard now.timeIntervalSince(start) >= Counter.delaySeconds,
            now.timeIntervalSince(lastShown) >= Counter.intervalSeconds
        else { return }
        lastShown = now
        isShown = true
        write("\r\(text())\u{1B}[K")
    }

    private func write(_ text: String) {
        // Progress that cannot be shown is no reason to stop.
        try? terminal.standardError.write(styled: text.utf8)
        try? terminal.standardError.flush()
    }
}
