import TestSupport

/// Writes text and knows the place of its end; white space and escapes come at random.
struct UploadTextWriter {
    /// How the text is laid out.
    enum Style: CaseIterable {
        case oneLine, lines, windows, tabs, wild
    }

    private(set) var bytes: [UInt8] = []
    private(set) var line = 1
    private(set) var column = 1
    var random: SeededGenerator
    var style: Style

    init(random: SeededGenerator, style: Style) {
        self.random = random
        self.style = style
    }

    mutating func write(_ text: String) {
        bytes += Array(text.utf8)
        for scalar in text.unicodeScalars {
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
    }

    /// Writes a byte that is no UTF-8 and counts as one character.
    mutating func write(invalid byte: UInt8) {
        bytes.append(byte)
        column += 1
    }

    /// White space that may stand between two tokens.
    mutating func space() {
        switch style {
        case .oneLine: write(random.pick(["", "", " "]))
        case .lines: write("\n" + String(repeating: " ", count: random.below(8)))
        case .windows: write(random.pick(["\r\n  ", "\r\n", " "]))
        case .tabs: write(random.pick(["\t", "\n\t", "\n\t\t", ""]))
        case .wild: write(random.pick(["", " ", "\n", "\r\n", "\t", "\r", "\n\n    "]))
        }
    }

    /// A string in quotes, its characters escaped now and then.
    mutating func string(_ text: String) {
        write("\"")
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                write("\\\(scalar)")
            } else if scalar.value < 0x20 || random.chance(0.06) {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: random.chance(0.5))
                    write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
                }
            } else {
                write(String(scalar))
            }
        }
        write("\"")
    }

    /// `"name": `
    mutating func key(_ name: String) {
        string(name)
        space()
        write(":")
        space()
    }
}
