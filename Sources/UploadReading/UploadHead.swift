package import UploadFormats

/// The first bytes of a file, and the form that they tell. Nothing is read when the form is known.
package struct UploadHead {
    package let input: InputFile
    package let bytes: [UInt8]
    package let format: UploadFormat

    package init(_ input: InputFile, format: UploadFormat?) throws {
        self.input = input
        var bytes: [UInt8] = []
        while format == nil, bytes.count < UploadFormat.detectionLength {
            let more = try [UInt8](
                unsafeUninitializedCapacity: UploadFormat.detectionLength - bytes.count
            ) { room, count in
                count = try input.read(into: UnsafeMutableRawBufferPointer(room))
            }
            if more.isEmpty { break }
            bytes += more
        }
        self.bytes = bytes
        self.format =
            format
            ?? bytes.withUnsafeBytes { UploadFormat.detect(in: $0, fileName: input.name) }
    }
}
