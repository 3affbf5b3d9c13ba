import Foundation

/// The descriptors 0, 1 and 2.
enum StandardStreams {
    /// Opens what was closed when the program was started, so that no file gets one of the three
    /// descriptors: messages would be written into it.
    ///
    /// The null device is opened the wrong way round: reading what is not there, or printing a result
    /// that nobody can get, stays an error.
    static func openClosed() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            // The lowest free descriptor, which is this one, is the one that is given.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
