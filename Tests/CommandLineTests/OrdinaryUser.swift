import Foundation

/// Runs a command of a shell as a user whom permissions and limits stop.
enum OrdinaryUser {
    /// What stands before the command; nothing where the tests are not run by root.
    static let prefix =
        geteuid() == 0 ? "setpriv --reuid 65534 --regid 65534 --clear-groups" : ""
}
