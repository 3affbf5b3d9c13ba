// SQLite's own header, and the few things in it that Swift does not import.

#ifndef METADEX_CSQLITE_SHIM_H
#define METADEX_CSQLITE_SHIM_H

#include <sqlite3.h>

// SQLITE_STATIC and SQLITE_TRANSIENT are casts, which are not imported.

/// Binds text that stays where it is until the parameter is bound anew.
static inline int csqlite_bind_text_in_place(
    sqlite3_stmt *statement, int index, const void *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, text, count, SQLITE_STATIC, SQLITE_UTF8);
}

/// Binds text of which SQLite makes its own copy.
static inline int csqlite_bind_text_copied(
    sqlite3_stmt *statement, int index, const void *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds bytes that stay where they are until the parameter is bound anew.
static inline int csqlite_bind_blob_in_place(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_STATIC);
}

// Functions with a variable number of parameters are not imported either.

/// Switches an option of a connection on or off.
static inline int csqlite_switch(sqlite3 *connection, int option, int is_on) {
    return sqlite3_db_config(connection, option, is_on, (int *)0);
}

#endif
