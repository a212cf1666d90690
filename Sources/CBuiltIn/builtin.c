#include "CBuiltIn.h"

#pragma clang diagnostic ignored "-Wc23-extensions" // #embed

static const unsigned char small_json[] = {
#embed "../../Fixtures/libraries/small.json"
};

const unsigned char *understudy_small_bytes(void) { return small_json; }
size_t understudy_small_length(void) { return sizeof small_json; }
