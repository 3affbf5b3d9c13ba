import Items
import Storage
import Validation

extension MemoryState {
    /// Makes the folder of a name when there is none.
    mutating func makeFolder(_ name: String, at now: StoreTime, _ environment: StoreEnvironment) {
        if hasFolder(name) { return }
        let id = environment.makeID(at: now)
        allFolders.append(Folder(id: id, name: name, created: now, itemCount: 0))
    }

    /// Carries out one change.
    ///
    /// - Returns: whether anything has changed.
    mutating func apply(
        _ change: ItemChange, at now: StoreTime, _ environment: StoreEnvironment
    ) throws -> Bool {
        guard let position = items.firstIndex(where: { $0.id == change.item }) else {
            throw StoreError(.noSuchItem(change.item))
        }
        let number = items[position].number
        let isDeleted = deleted[number] != nil
        switch change {
        case .replace, .move, .delete:
            if isDeleted { throw StoreError(.noSuchItem(change.item)) }
        case .restore, .purge: break
        }
        switch change {
        case .replace(_, let metadata):
            guard overwrite(position, with: metadata.canonical, at: now) else { return false }
            noteKeys(metadata.undeclaredNames)
        case .move(_, let folder):
            if isSame(items[position].folder, folder) { return false }
            makeFolder(folder, at: now, environment)
            items[position].folder = folder
        case .delete: deleted[number] = now
        case .restore:
            deleted[number] = nil
            return isDeleted
        case .purge:
            deleted[number] = nil
            items.remove(at: position)
        }
        return true
    }
}
