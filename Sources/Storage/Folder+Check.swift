public import Items

extension Folder {
    /// Checks a name for a new folder.
    ///
    /// - Throws: ``StoreError`` of kind `invalidFolderName`.
    public static func check(name: String) throws(StoreError) {
        if !isName(name) { throw StoreError(.invalidFolderName(name)) }
    }
}
