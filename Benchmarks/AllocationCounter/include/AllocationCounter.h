#pragma once

/// How often this thread has asked the C library for memory, by whichever call. Always 0 where glibc is absent.
unsigned long allocations_of_this_thread(void);
