import Workflows

/// Opens a file named on the command line.
///
/// - Throws: a `Failure` with status 3 when it cannot be read.
func openInput(_ path: String, name: String? = nil) throws -> InputFile {
    do {
        return try InputFile(path: path, name: name)
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
