// libxml2's headers include ICU's when this is defined, and Foundation brings an ICU of its own: importing both
// into one file then fails. Nothing here uses libxml2's ICU support.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
