import CanonicalJSON
public import Items
import Storage

/// A stored item as one line of JSON.
public enum ItemRow {
    /// Appends `{"uuid": …, "folder": …, "kind": …, "title": …, "urls": […], "created": …,
    /// "updated": …, "clientMetadata": {…}}`, without a line end. Members without a value are left out.
    public static func append(_ item: StoredItem, to bytes: inout [UInt8]) {
        func member(_ name: String, isFirst: Bool = false) {
            bytes.append(contentsOf: (isFirst ? "\"\(name)\": " : ", \"\(name)\": ").utf8)
        }
        bytes.append(UInt8(ascii: "{"))
        member("uuid", isFirst: true)
        JSONStringWriter.append(item.id.description, to: &bytes)
        member("folder")
        JSONStringWriter.append(item.folder, to: &bytes)
        member("kind")
        JSONStringWriter.append(item.kind.wireName, to: &bytes)
        if let title = item.title {
            member("title")
            JSONStringWriter.append(title, to: &bytes)
        }
        member("urls")
        bytes.append(UInt8(ascii: "["))
        for (index, url) in item.urls.enumerated() {
            if index > 0 { bytes.append(contentsOf: ", ".utf8) }
            JSONStringWriter.append(url, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        member("created")
        JSONStringWriter.append(item.created.description, to: &bytes)
        member("updated")
        JSONStringWriter.append(item.updated.description, to: &bytes)
        if let media = item.media {
            member("mediaMetadata")
            bytes.append(contentsOf: media)
        }
        member("clientMetadata")
        bytes.append(contentsOf: item.document)
        bytes.append(UInt8(ascii: "}"))
    }
}
