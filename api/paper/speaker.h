// The sentences that a paper is written with.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ledger/base/result.h"

namespace anxin::paper {

/// The catalogue in one language, and that language's tag: "zh-CN", "en".
struct Speaker {
  std::function<std::string(std::string_view key, const Fields& details)> text;
  std::string tag;

  [[nodiscard]] std::string operator()(std::string_view key, const Fields& details = {}) const {
    return text(key, details);
  }
};

}  // namespace anxin::paper
