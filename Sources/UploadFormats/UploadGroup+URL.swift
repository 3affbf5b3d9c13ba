extension UploadGroup {
    /// The group of an upload that a file name or URL belongs to by its extension; nil when it says
    /// nothing.
    ///
    /// Used only where nothing else names the type: in a plain array or JSON Lines. The extensions
    /// are the common ones of the formats that Encord lists; a query or fragment is ignored.
    ///
    /// - Parameter url: the UTF-8 text of a URL or path.
    static func group(ofURL url: UnsafeRawBufferPointer) -> UploadGroup? {
        var end = url.count
        for index in 0..<url.count {
            if url[index] == UInt8(ascii: "?") || url[index] == UInt8(ascii: "#") {
                end = index
                break
            }
        }
        var start = end
        while start > 0, url[start - 1] != UInt8(ascii: "."), url[start - 1] != UInt8(ascii: "/"),
            end - start <= 5
        {
            start -= 1
        }
        guard start > 0, url[start - 1] == UInt8(ascii: "."), end - start <= 5 else { return nil }
        let word = String(decoding: url[start..<end], as: UTF8.self).lowercased()
        if word == "gz" {
            let suffix = String(decoding: url[max(start - 5, 0)..<end], as: UTF8.self)
            return suffix.lowercased() == ".nii.gz" ? .nifti : nil
        }
        return groupsByExtension[word]
    }

    private static let groupsByExtension: [String: UploadGroup] = {
        var groups: [String: UploadGroup] = [:]
        let words: [(UploadGroup, String)] = [
            (.videos, "mp4 m4v mov mkv avi webm mpg mpeg wmv flv 3gp ts"),
            (.images, "jpg jpeg png webp gif bmp tif tiff avif heic"),
            (.audio, "mp3 wav flac ogg opus m4a aac eac3 aiff"),
            (.text, "txt html htm md xml csv json log"),
            (.pdf, "pdf"), (.nifti, "nii"),
        ]
        for (group, list) in words {
            for word in list.split(separator: " ") { groups[String(word)] = group }
        }
        return groups
    }()
}
