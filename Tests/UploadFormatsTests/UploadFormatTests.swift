import Items
import Testing

@testable import UploadFormats

@Suite struct UploadFormatTests {
    @Test(arguments: [
        ("{\"images\": []}", nil, UploadFormat.object),
        ("{\"videos\": []}", "a.jsonl", .object),
        ("{\"images\": [{\"url\": \"a\"}], \"title\": \"t\"}", "a.jsonl", .jsonLines),
        ("\u{FEFF} \n{\"skip_duplicate_urls\": true", nil, .object),
        ("{\"dataItems\": {", nil, .object),
        ("{\"imags\": []}", nil, .object),
        ("{\"imags\": [", "a.csv", .object),
        ("{\"objectUrl\": \"a\"}", nil, .jsonLines),
        ("{\"objectUrl\": \"a\"", nil, .jsonLines),
        ("{\"objectUrl\": \"a\"}", "a.json", .jsonLines),
        ("{\n\"objectUrl\": \"a\"\n}", nil, .object),
        ("{\"x\": 1}\n{\"x\": 2}", nil, .jsonLines),
        ("{\"x\": 1}", "folder.d/A.NDJSON", .jsonLines),
        ("{}", nil, .object), ("{", nil, .object), ("{", "a.jsonl", .jsonLines),
        (" [", nil, .array), ("[1]", "a.csv", .array),
        ("ObjectUrl\na", nil, .csv), ("\"Video title\",OBJECTURL\na", nil, .csv),
        ("hello", nil, .object), ("hello", "a.csv", .csv), ("hello", "a.jsonl", .jsonLines),
        ("hello", "a.txt", .object), ("", nil, .object), ("", "a.csv", .csv),
        (" \n", "a.ndjson", .jsonLines),
        // A whole upload on one line is one, whatever the file is called.
        ("{\"images\": [{\"objectUrl\": \"a\", \"clientMetadata\": {}}]}", "a.jsonl", .object),
        ("{\"images\": [{\"objectUrl\": \"a\"}], \"upsert_metadata\": true}", "a.ndjson", .object),
        ("{\"images\": [{\"objectUrl\": \"a\"}], \"videos\": []}", "a.jsonl", .object),
        ("{\"images\": [{\"objectUrl\": \"a\"}]}", "a.jsonl", .object),
        ("{\"title\": \"t\", \"images\": [{\"client_metadata\": {\"a\"", "a.jsonl", .object),
        ("{\"title\": \"t\", \"images\": [{\"url\": \"a\"}]}", nil, .jsonLines),
        ("{\"images\": [{\"url\": \"a\"}], \"clientMetadata\": {\"a\": 1}}", nil, .jsonLines),
        ("{\"title\": \"t\", \"imags\": [{\"url\": \"a\"}]}", nil, .object),
        ("{\"objectUrl\": \"a\", \"upsert_metadata\": true}", nil, .jsonLines),
        // The name decides where the text does not.
        ("{\"file_name\": \"a\"}", "a.jsonl", .jsonLines),
        ("{\"file_name\": \"a\", \"text\": \"a cat\"}", "a.jsonl", .jsonLines),
        ("{\" \"objectUrl\": \"a\"}\n{\"objectUrl\": \"b\"}", "a.jsonl", .jsonLines),
        ("{\"objectUrl\": \"a\n{\"videos\": [{\"objectUrl\": \"b\"}", "a.jsonl", .jsonLines),
        ("[[\n{\"objectUrl\": \"b\"}", "a.jsonl", .jsonLines),
        ("[{\"objectUrl\": \"a\"\n{\"objectUrl\": \"b\"}", "a.jsonl", .jsonLines),
        ("[{\"objectUrl\": \"a\"}]\n[{\"objectUrl\": \"b\"}]", "a.jsonl", .jsonLines),
        ("[{\"objectUrl\": \"a\"},\n{\"objectUrl\": \"b\"}]", "a.jsonl", .array),
        ("[{\"objectUrl\": \"a\"}]\n", "a.jsonl", .array),
        ("[1]\n[2]", nil, .jsonLines), ("[1]\n{\"objectUrl\": \"a\"}", "a.json", .jsonLines),
        ("{\"file_name\": \"a\"}\n{\"file_name\": \"b\"}", nil, .jsonLines),
        ("{\"file_name\": \"a\"}\n{\"file_name\": \"b\"}", "a.json", .jsonLines),
        ("{\"x\": 1} {\"x\": 2}", nil, .object),
    ])
    func isDetected(_ text: String, _ name: String?, _ expected: UploadFormat) {
        let found = Array(text.utf8).withUnsafeBytes { UploadFormat.detect(in: $0, fileName: name) }
        #expect(found == expected)
    }

    @Test func everyCutIsDetectedWithoutHarm() {
        let bytes = Array("{\"a\\\"\": \"é\"}\n{}".utf8)
        for length in 0...bytes.count {
            let found = bytes[..<length].withUnsafeBytes {
                UploadFormat.detect(in: $0, fileName: nil)
            }
            #expect(found == (length >= 15 ? .jsonLines : .object))
        }
    }

    @Test func wordsAreThoseOfTheCommandLine() {
        #expect(UploadFormat.words == ["json", "array", "jsonl", "csv"])
    }

    @Test func everyKindAndGroupHasItsWord() {
        for kind in ItemKind.allCases { #expect(ItemKind(wireName: kind.wireName) == kind) }
        #expect(ItemKind(wireName: "movie") == nil)
        for group in UploadGroup.allCases {
            #expect(UploadGroup(externalFileType: group.externalFileType) == group)
        }
        #expect(UploadGroup.imageGroups.kind(createsVideo: true) == .imageSequence)
        #expect(UploadGroup.videos.kind(createsVideo: true) == .video)
    }
}
