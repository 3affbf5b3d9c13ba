/// The documented limits of an upload, and our own bounds of memory.
public enum UploadLimits {
    /// 500,000 items in one JSON file (Encord, "Upload Cloud Data").
    public static let itemsMax = 500_000
    /// 1,000,000 URLs in one JSON file (Encord, "Upload Cloud Data").
    public static let urlsMax = 1_000_000
    /// 16 KB a URL, read as 16,384 bytes of UTF-8 (Encord, "Upload Cloud Data").
    public static let urlBytesMax = 16_384
    /// 300 characters (Unicode scalars) a title or file name (Encord, "Upload Cloud Data").
    public static let titleCharactersMax = 300
    /// 10,000 rows of data in one CSV file (Encord, "Create CSV file for import").
    public static let csvRowsMax = 10_000
    /// 134,217,728 bytes: the longest text of one item. Metadata may have 10 MB, escapes make it at
    /// most six times longer, and an item has little else; a longer one is an unclosed bracket.
    public static let itemBytesMax = 128 << 20
    /// 1,048,576 bytes of canonical text about the media: a hundred times more than the documented
    /// members need.
    public static let mediaBytesMax = 1 << 20
    /// 1,048,576 bytes of one CSV row: a URL may have 16 KB and a title 300 characters; a longer row
    /// is an unclosed quote.
    public static let csvRowBytesMax = 1 << 20
}
