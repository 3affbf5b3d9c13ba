import Items
import QueryLanguage
import QueryOracle
import Values

extension Moment {
    init(_ time: StoreTime) { self.init(unixSeconds: time.seconds, nanoseconds: time.nanoseconds) }
}

extension Oracle.Bucket {
    init(_ value: FacetValue) {
        self =
            switch value {
            case .missing: .missing
            case .null: .null
            case .other: .other
            case .value(.boolean(let value)): .value(.boolean(value))
            case .value(.number(let value)): .value(.number(value))
            case .value(.datetime(let value)):
                .value(
                    .moment(
                        Moment(unixSeconds: value.seconds, nanoseconds: value.nanoseconds)))
            case .value(.text(let text)):
                .value(.text(Array(text.description.unicodeScalars)))
            }
    }
}

extension Upload {
    /// An item as the oracle draws it.
    init(_ item: RandomItem, metadata: String) {
        self.init(kind: item.kind, title: item.title, metadata: metadata, placeholder: item.uuid)
        urls = item.urls
    }
}
