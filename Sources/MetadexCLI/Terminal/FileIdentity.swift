import Foundation

/// What makes two paths the same file or folder: links and other spellings do not hide it.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// Nil when there is no such file, or it is a device, pipe or folder.
    init?(_ path: String) { self.init(path, S_IFREG) }

    /// Nil when there is no such folder.
    init?(folder path: String) { self.init(path, S_IFDIR) }

    private init?(_ path: String, _ kind: mode_t) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == kind else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}
