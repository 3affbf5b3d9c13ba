// A VFS for SQLite that fails when it is told to. It lies over SQLite's own one.

#ifndef METADEX_FAULTY_FILES_H
#define METADEX_FAULTY_FILES_H

/// Kinds of calls of the system, as bits.
enum faulty_call {
    FAULTY_OPEN = 1 << 0,
    FAULTY_READ = 1 << 1,
    FAULTY_WRITE = 1 << 2,
    FAULTY_SYNC = 1 << 3,
    FAULTY_TRUNCATE = 1 << 4,
    FAULTY_DELETE = 1 << 5,
    FAULTY_INDEX = 1 << 6,
};

/// One VFS and what is to fail in it. Its functions may be called on any thread.
typedef struct faulty_files faulty_files;

/// Registers a VFS; NULL when there is no memory, or no room for the name.
faulty_files *_Nullable faulty_files_make(const char *_Nonnull name);

/// Takes the VFS back. Every connection that uses it must be closed.
void faulty_files_end(faulty_files *_Nonnull files);

/// Lets a call fail from now on.
///
/// \param calls  which calls count, as bits of `faulty_call`.
/// \param number which of them fails, from 1; 0 for none.
/// \param code   the result code of SQLite that it fails with.
/// \param lasts  whether every call after it fails as well, as with a disk that is gone.
/// \param half   whether a write that fails has written the first half of its bytes.
void faulty_files_arm(
    faulty_files *_Nonnull files, int calls, long number, int code, int lasts, int half);

/// How many of the calls that count were made since then.
long faulty_files_counted(faulty_files *_Nonnull files);

/// How many of them failed.
long faulty_files_failed(faulty_files *_Nonnull files);

#endif
