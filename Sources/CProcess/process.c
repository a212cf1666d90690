#include "CProcess.h"

#include <sqlite3.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

// In C because Swift calls no variadic function.
void understudy_prepare_process(void) {
    // SQLite counts the memory it takes under one lock for the whole process, on which databases wait for each other.
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
#if defined(__GLIBC__)
    // Each thread's heap grows by a system call for every few pages, and gives them back as eagerly.
    mallopt(M_TOP_PAD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}
