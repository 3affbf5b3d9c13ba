// Metadex
