// The sentences that a paper is written with.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "api/text/voice.h"
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

/// Papers speak as whatever asks for them.
[[nodiscard]] inline Speaker speaker_of(const text::Voice& voice) {
  const bool chinese = voice.language() == text::Language::chinese;
  return {[voice](std::string_view key, const Fields& details) { return voice.say(key, details); },
          chinese ? "zh-CN" : "en"};
}

}  // namespace anxin::paper
