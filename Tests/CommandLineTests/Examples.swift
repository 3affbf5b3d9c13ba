import Foundation

/// The example upload, read without the program: what its answers are compared with.
struct ExampleItems {
    struct Item {
        var group: String
        var members: [String: Any]
        var metadata: [String: Any]

        /// The first URL; groups of frames number theirs from 0.
        var url: String { (members["objectUrl"] ?? members["objectUrl_0"]) as? String ?? "" }
        var title: String? { members["title"] as? String }
    }

    var items: [Item] = []

    /// Reads an upload in its ordinary form.
    init(_ upload: Any) throws {
        guard let groups = upload as? [String: Any] else { return }
        for group in ["videos", "audio", "image_groups", "images", "dicom_series"] {
            for case let members as [String: Any] in groups[group] as? [Any] ?? [] {
                let metadata = members["clientMetadata"] as? [String: Any] ?? [:]
                items.append(Item(group: group, members: members, metadata: metadata))
            }
        }
    }
}

extension Workspace {
    /// The items of `rides.json`.
    func rides() throws -> [ExampleItems.Item] { try ExampleItems(json(of: "rides.json")).items }
}
