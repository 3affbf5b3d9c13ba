import CanonicalJSON
import Findings
import Testing

@testable import UploadFormats

/// Members at the top level that are no group and no flag.
@Suite struct UnknownMemberTests {
    @Test(arguments: [
        (
            #""imagse": [{}, 1, [2, {}]]"#, "error",
            #"; it holds 3 elements that are not read; nearest: "images""#
        ),
        (
            #""dicom": [{"a": ["]"]}]"#, "error",
            #"; it holds 1 element that is not read; nearest: "dicom_series""#
        ),
        (#""dicoms": []"#, "error", #"; nearest: "dicom_series""#),
        (#""video_files": []"#, "error", #"; nearest: "videos""#),
        (#""timeseries": {}"#, "error", #"; nearest: "timeSeries""#),
        (#""image_group": null"#, "error", #"; nearest: "image_groups""#),
        (#""upsert": true"#, "error", #"; nearest: "upsert_metadata""#),
        (#""skip_duplicate_url": "x""#, "error", #"; nearest: "skip_duplicate_urls""#),
        (
            #""data_units": [7]"#, "error",
            "; it holds 1 element that is not read; expected one of videos, images, audio, text, "
                + "pdf, nifti, time_series, scenes, image_groups, image_groups_from_items, "
                + "dicom_series"
        ),
        (
            #""mcap": {}"#, "error",
            "; expected one of videos, images, audio, text, pdf, nifti, time_series, scenes, "
                + "image_groups, image_groups_from_items, dicom_series"
        ),
        (#""project_hash": "p-1""#, "warning", ""), (#""upsert": "x""#, "warning", ""),
        (#""dicom": "x""#, "warning", ""), (#""version": 3"#, "warning", ""),
        (#""checked": false"#, "warning", ""), (#""owner": null"#, "warning", ""),
    ])
    func isJudgedByNameAndValue(_ member: String, _ severity: String, _ rest: String) {
        let text = #"{"images": [{"objectUrl": "a.png"}], \#(member), "videos": []}"#
        let whole = UploadRun(Array(text.utf8), .object)
        #expect(whole.findings.map(\.rule) == [.uploadUnknownMember])
        let name = member.split(separator: "\"").first.map(String.init) ?? ""
        #expect(
            whole.findings.first?.message
                == "\"\(name)\" is not a group or flag of an upload\(rest)")
        #expect(whole.findings.map { "\($0.severity)" } == [severity])
        #expect(whole.findings.first?.location.position.column == 38)
        #expect(whole.findings.first?.location.pointer == "/\(name)")
        #expect(whole.items.count == 1)
        for window in 1...24 {
            #expect(UploadRun(Array(text.utf8), .object, window: window).findings == whole.findings)
        }
    }

    @Test func aListThatIsCutIsReportedWithWhatWasSeen() {
        let text = #"{"imagse": [{"objectUrl": "a.png"}, {"objectUrl": "b.png"}, {"objec"#
        for window in [Int.max, 1, 7] {
            let run = UploadRun(Array(text.utf8), .object, window: window)
            #expect(run.findings.map(\.rule) == [.uploadUnknownMember, .jsonSyntax])
            #expect(run.findings.first?.value == "it holds 2 elements that are not read")
            #expect(run.findings.last?.location.pointer == "/imagse/2")
            #expect(run.items.isEmpty)
        }
    }

    @Test(arguments: [
        ("metadata", "clientMetadata"), ("custom_metadata", "clientMetadata"),
        ("image_url", "objectUrl"), ("hash", nil),
    ])
    func namesOfItemsAreNearByTheirWords(_ name: String, _ nearest: String?) {
        let text = #"{"images": [{"objectUrl": "a.png", "\#(name)": {}}]}"#
        let run = UploadRun(Array(text.utf8), .object)
        #expect(run.findings.map(\.rule) == [.itemUnknownMember])
        #expect(run.findings.first?.suggestion == nearest)
    }
}
