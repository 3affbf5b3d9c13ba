#include "CFaultyFiles.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct faulty_files {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    char name[64];
    pthread_mutex_t mutex;
    // Everything below is touched under the mutex.
    int calls, code, lasts, half;
    long number, counted, failed;
};

typedef struct {
    sqlite3_file base;
    faulty_files *files;
    sqlite3_file *real;
} faulty_file;

/// The code with which a call fails; SQLITE_OK when it is to be made.
static int fault(faulty_files *files, int call, int *half) {
    int code = SQLITE_OK;
    pthread_mutex_lock(&files->mutex);
    if (files->calls & call) {
        files->counted += 1;
        int reached = files->number > 0 && files->counted >= files->number;
        if (reached && (files->lasts || files->counted == files->number)) {
            files->failed += 1;
            code = files->code;
            if (half) *half = files->half;
        }
    }
    pthread_mutex_unlock(&files->mutex);
    return code;
}

static sqlite3_file *real(sqlite3_file *file) { return ((faulty_file *)file)->real; }
static faulty_files *files(sqlite3_file *file) { return ((faulty_file *)file)->files; }

static int file_close(sqlite3_file *file) {
    return real(file)->pMethods->xClose(real(file));
}

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int code = fault(files(file), FAULTY_READ, NULL);
    return code ? code : real(file)->pMethods->xRead(real(file), bytes, count, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    int half = 0;
    int code = fault(files(file), FAULTY_WRITE, &half);
    if (code && half) real(file)->pMethods->xWrite(real(file), bytes, count / 2, offset);
    return code ? code : real(file)->pMethods->xWrite(real(file), bytes, count, offset);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int code = fault(files(file), FAULTY_TRUNCATE, NULL);
    return code ? code : real(file)->pMethods->xTruncate(real(file), size);
}

static int file_sync(sqlite3_file *file, int flags) {
    int code = fault(files(file), FAULTY_SYNC, NULL);
    return code ? code : real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int file_lock(sqlite3_file *file, int lock) {
    return real(file)->pMethods->xLock(real(file), lock);
}

static int file_unlock(sqlite3_file *file, int lock) {
    return real(file)->pMethods->xUnlock(real(file), lock);
}

static int file_check_lock(sqlite3_file *file, int *result) {
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int file_sector_size(sqlite3_file *file) {
    return real(file)->pMethods->xSectorSize(real(file));
}

static int file_characteristics(sqlite3_file *file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int file_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **map) {
    int code = fault(files(file), FAULTY_INDEX, NULL);
    return code ? code : real(file)->pMethods->xShmMap(real(file), page, size, extend, map);
}

static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *file) {
    real(file)->pMethods->xShmBarrier(real(file));
}

static int file_shm_unmap(sqlite3_file *file, int removes) {
    return real(file)->pMethods->xShmUnmap(real(file), removes);
}

// Version 2: with the index of a log, without mapping the file, which would not be seen here.
static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock,
    file_unlock, file_check_lock, file_control, file_sector_size, file_characteristics,
    file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap, NULL, NULL,
};

static int vfs_open(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *result) {
    faulty_files *files = vfs->pAppData;
    faulty_file *own = (faulty_file *)file;
    own->base.pMethods = NULL;
    int code = fault(files, FAULTY_OPEN, NULL);
    if (code) return code;
    own->files = files;
    own->real = (sqlite3_file *)(own + 1);
    code = files->real->xOpen(files->real, name, own->real, flags, result);
    if (own->real->pMethods) own->base.pMethods = &methods;
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int syncs) {
    faulty_files *files = vfs->pAppData;
    int code = fault(files, FAULTY_DELETE, NULL);
    return code ? code : files->real->xDelete(files->real, name, syncs);
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    sqlite3_vfs *real = ((faulty_files *)vfs->pAppData)->real;
    return real->xAccess(real, name, flags, result);
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *name, int size, char *path) {
    sqlite3_vfs *real = ((faulty_files *)vfs->pAppData)->real;
    return real->xFullPathname(real, name, size, path);
}

faulty_files *faulty_files_make(const char *name) {
    sqlite3_vfs *real = sqlite3_vfs_find(NULL);
    faulty_files *files = calloc(1, sizeof(faulty_files));
    if (!files || !real || strlen(name) >= sizeof(files->name)) {
        free(files);
        return NULL;
    }
    strcpy(files->name, name);
    files->real = real;
    pthread_mutex_init(&files->mutex, NULL);
    // What is not replaced, such as time and randomness, does not look at the VFS that it gets.
    files->vfs = *real;
    files->vfs.pNext = NULL;
    files->vfs.zName = files->name;
    files->vfs.pAppData = files;
    files->vfs.szOsFile = (int)sizeof(faulty_file) + real->szOsFile;
    files->vfs.xOpen = vfs_open;
    files->vfs.xDelete = vfs_delete;
    files->vfs.xAccess = vfs_access;
    files->vfs.xFullPathname = vfs_full_path;
    if (sqlite3_vfs_register(&files->vfs, 0) != SQLITE_OK) {
        free(files);
        return NULL;
    }
    return files;
}

void faulty_files_end(faulty_files *files) {
    sqlite3_vfs_unregister(&files->vfs);
    pthread_mutex_destroy(&files->mutex);
    free(files);
}

void faulty_files_arm(
    faulty_files *files, int calls, long number, int code, int lasts, int half) {
    pthread_mutex_lock(&files->mutex);
    files->calls = calls;
    files->number = number;
    files->code = code;
    files->lasts = lasts;
    files->half = half;
    files->counted = 0;
    files->failed = 0;
    pthread_mutex_unlock(&files->mutex);
}

long faulty_files_counted(faulty_files *files) {
    pthread_mutex_lock(&files->mutex);
    long counted = files->counted;
    pthread_mutex_unlock(&files->mutex);
    return counted;
}

long faulty_files_failed(faulty_files *files) {
    pthread_mutex_lock(&files->mutex);
    long failed = files->failed;
    pthread_mutex_unlock(&files->mutex);
    return failed;
}
