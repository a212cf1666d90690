#ifndef UNDERSTUDY_PROCESS_H
#define UNDERSTUDY_PROCESS_H

/// Readies the allocators of a process in which many databases are open at once; call it before the first is opened.
void understudy_prepare_process(void);

#endif
