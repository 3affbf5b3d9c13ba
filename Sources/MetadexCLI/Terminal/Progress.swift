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
    ///
    /// - Parameter items: how many were read so far.
    func update(items: Int) {
        let now = Date()
        guard let size = input.size, size > 0,
            case let seconds = now.timeIntervalSince(start), seconds >= Progress.delaySeconds,
            now.timeIntervalSince(lastShown) >= Progress.intervalSeconds
        else { return }
        lastShown = now
        isShown = true
        let state = State(read: input.bytesRead, size: size, items: items, seconds: seconds)
        show("\r\(TerminalText.escaped(input.name)): \(state.words)\u{1B}[K")
    }

    /// How far the reading of a file is.
    struct State {
        /// Bytes read.
        var read: Int
        /// Bytes of the file, more than 0.
        var size: Int
        var items: Int
        /// Since the start, more than 0.
        var seconds: Double

        /// `120 of 346 MiB, 34 %, 412,000 items/s, 2 s left`. A file that grows while it is read is
        /// at its end.
        var words: String {
            let done = min(1, Double(read) / Double(size))
            let left = done > 0 ? seconds / done * (1 - done) : 0
            let rate = Int(Double(items) / seconds)
            return "\(read >> 20) of \(size >> 20) MiB, \(Int(done * 100)) %, "
                + "\(State.rounded(rate).grouped) items/s, \(State.duration(left)) left"
        }

        /// Two digits that count: more of them flicker.
        private static func rounded(_ number: Int) -> Int {
            var unit = 1
            while number / unit >= 100 { unit *= 10 }
            return number / unit * unit
        }

        /// `4 s`, `2:05 min`, `1:00 h`.
        private static func duration(_ seconds: Double) -> String {
            guard seconds < 360_000 else { return "days" }
            let seconds = Int(seconds.rounded(.up))
            if seconds < 60 { return "\(seconds) s" }
            let (high, low, unit) =
                seconds < 3600
                ? (seconds / 60, seconds % 60, "min") : (seconds / 3600, seconds / 60 % 60, "h")
            return "\(high):\(low < 10 ? "0" : "")\(low) \(unit)"
        }
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
