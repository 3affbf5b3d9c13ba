import CanonicalJSON
import UploadFormats
import UploadReading

/// The items of a window that a fix has to look into, each read once.
struct ItemTexts {
    /// An item's text.
    struct Item {
        /// The number of the item in its file.
        var index: Int
        /// The offset of its first byte in the window.
        var start: Int
        var tape: JSONTape

        /// The string that a byte of the window lies in, as offsets in the window.
        func string(at offset: Int) -> Range<Int>? {
            var low = 0
            var high = tape.count
            // The last token that starts at the byte or before it.
            while low < high {
                let middle = (low + high) / 2
                if start + Int(tape[middle].start) <= offset {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            guard low > 0, tape[low - 1].kind == .string else { return nil }
            let range = start + Int(tape[low - 1].start)..<start + Int(tape[low - 1].end)
            return range.contains(offset) ? range : nil
        }
    }

    private var current: Item?
    private var end = 0

    /// The item that a byte of the window lies in; nil between items and where the text is not JSON.
    mutating func item(at offset: Int, in worker: UploadWorker) -> Item? {
        if let current, current.start <= offset, offset < end { return current }
        let verdicts = worker.verdicts
        var low = 0
        var high = verdicts.count
        while low < high {
            let middle = (low + high) / 2
            if verdicts[middle].slice.start <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let slice = verdicts[low - 1].slice
        guard offset < slice.end, let tape = try? JSONTape(copying: worker.text(of: slice)) else {
            return nil
        }
        current = Item(index: slice.index, start: slice.start, tape: tape)
        end = slice.end
        return current
    }
}
