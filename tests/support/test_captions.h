// The captions that the program carries, read once for all tests of the table readers.
#pragma once

#include "payments/domain/captions.h"
#include "payments/rules/builtin_data.h"

namespace anxin::tests {

inline const payments::CaptionAliases& test_captions() {
  static const payments::CaptionAliases captions = payments::builtin_captions();
  return captions;
}

}  // namespace anxin::tests
