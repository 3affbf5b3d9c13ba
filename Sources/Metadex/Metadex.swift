// One import for everything that a Swift program needs of Metadex.
@_exported import CanonicalJSON
@_exported import Findings
@_exported import Inference
@_exported import Items
@_exported import MemoryStorage
@_exported import QueryLanguage
@_exported import SQLiteStorage
@_exported import SchemaFormats
@_exported import SchemaModel
@_exported import Storage
@_exported import UploadFormats
@_exported import UploadReading
@_exported import Validation
@_exported import Values
@_exported import Workflows
