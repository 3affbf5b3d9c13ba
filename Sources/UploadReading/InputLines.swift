/// The lines of a file, one at a time; only LF ends a line.
///
/// Memory is that of the longest line.
public final class InputLines {
    private let file: InputFile
    private let willWait: () throws -> Void
    private var buffer: [UInt8] = []
    private var start = 0
    private var searched = 0
    private var isAtEnd = false

    /// 64 KiB a read.
    private static let readBytes = 1 << 16

    /// - Parameters:
    ///   - file: an open file.
    ///   - willWait: called before each read that may have to wait, to flush what was answered.
    public init(_ file: InputFile, willWait: @escaping () throws -> Void = {}) {
        self.file = file
        self.willWait = willWait
    }

    /// Hands the next line to a closure, without its LF.
    ///
    /// - Returns: false when there is no further line; the text behind the last LF counts as a line
    ///   when it is not empty.
    /// - Throws: ``InputError``, and what the closure throws.
    public func next(_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = start..<end
                start = end + 1
                searched = start
                try hand(line, to: body)
                return true
            }
            searched = buffer.count
            if isAtEnd {
                guard start < buffer.count else { return false }
                let line = start..<buffer.count
                start = buffer.count
                try hand(line, to: body)
                return true
            }
            try readMore()
        }
    }

    private func hand(_ line: Range<Int>, to body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[line])) }
    }

    private func readMore() throws {
        buffer.removeSubrange(..<start)
        searched -= start
        start = 0
        try willWait()
        let more = try [UInt8](unsafeUninitializedCapacity: InputLines.readBytes) { room, count in
            count = try file.read(into: UnsafeMutableRawBufferPointer(room))
        }
        isAtEnd = more.isEmpty
        buffer.append(contentsOf: more)
    }
}
