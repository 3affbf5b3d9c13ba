import Foundation

extension Workspace {
    /// Runs the program with its standard output on a terminal, as people do.
    ///
    /// - Parameter columns: the width of the terminal.
    func runOnTerminal(_ arguments: String..., columns: Int = 80) throws -> CommandRun {
        try runOnTerminal(arguments, columns: columns)
    }

    func runOnTerminal(_ arguments: [String], columns: Int) throws -> CommandRun {
        let terminal = try PseudoTerminal(columns: columns)
        let talk = url(".talk")
        try Data().write(to: talk)
        let process = process(Program.path, arguments)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = terminal.program
        process.standardError = try FileHandle(forWritingTo: talk)
        try Workspace.start(process, secondsMax: 60)
        terminal.program.closeFile()
        // Everything is read before the end is waited for: a terminal holds little.
        let output = terminal.readAll()
        process.waitUntilExit()
        return CommandRun(
            command: (["metadex"] + arguments).joined(separator: " "), output: output,
            talk: String(decoding: try Data(contentsOf: talk), as: UTF8.self),
            status: process.terminationStatus)
    }
}

/// A terminal without a screen: what a program prints on it can be read.
private final class PseudoTerminal {
    struct Unavailable: Error {}

    /// The end that the program writes to.
    let program: FileHandle
    private let screen: Int32

    // Macros that Swift does not see.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    init(columns: Int) throws {
        screen = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard screen >= 0, ioctl(screen, PseudoTerminal.setLock, &lock) == 0,
            ioctl(screen, PseudoTerminal.getNumber, &number) == 0
        else { throw Unavailable() }
        let name = "/dev/pts/\(number)"
        let descriptor = open(name, O_RDWR | O_NOCTTY)
        guard descriptor >= 0 else { throw Unavailable() }
        program = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var size = winsize(
            ws_row: 24, ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0 else { throw Unavailable() }
    }

    deinit { close(screen) }

    /// What was printed until the program ended, with the line ends that it wrote.
    func readAll() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(screen, &buffer, buffer.count)
            // A terminal that nobody holds any more is an error and no end of file.
            if count <= 0 { break }
            bytes += buffer[..<count]
        }
        return bytes.filter { $0 != UInt8(ascii: "\r") }
    }
}
