import UploadReading
import Workflows

/// The name of an input in messages and reports: its path, `<stdin>` for standard input.
func inputName(_ path: String) -> String { path == "-" ? "<stdin>" : path }

/// Opens a file named on the command line.
///
/// - Parameters:
///   - path: the file; `-` is standard input.
///   - name: its name in messages; without it the path, or `<stdin>`.
/// - Throws: a `Failure` with status 3 when it cannot be read.
func openInput(_ path: String, name: String? = nil) throws -> InputFile {
    do {
        return try InputFile(path: path, name: name ?? inputName(path))
    } catch let error as InputError {
        throw Failure.unreachable(error.message, hint: error.hint)
    }
}

/// Reads from an open file and turns its errors into failures of the command.
func reading<Result>(_ input: InputFile, _ body: (InputFile) throws -> Result) throws -> Result {
    do {
        return try body(input)
    } catch let error as InputError {
        throw Failure.unreachable(error.message, hint: error.hint)
    }
}
