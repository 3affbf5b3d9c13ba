import CanonicalJSON

/// The way from the root of a schema file to one of its values, shared by the values on the way.
final class SourcePath {
    private let step: JSONPointer.Step
    private let parent: SourcePath?

    init(_ step: JSONPointer.Step, in parent: SourcePath?) {
        self.step = step
        self.parent = parent
    }

    /// The way from the root.
    var pointer: JSONPointer {
        var steps: [JSONPointer.Step] = []
        var path: SourcePath? = self
        while let current = path {
            steps.append(current.step)
            path = current.parent
        }
        return JSONPointer(steps.reversed())
    }
}
