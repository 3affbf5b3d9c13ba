// UploadFormats
