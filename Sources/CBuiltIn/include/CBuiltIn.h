#include <stddef.h>

/// The bytes of Fixtures/libraries/small.json, so that a binary on its own knows the fixture too.
const unsigned char *understudy_small_bytes(void);
size_t understudy_small_length(void);
