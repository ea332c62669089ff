// What every rule has beside its value: a name, a place, a time, a source and a grade.
//
// Role: first part of each kind of rule (rule_kinds.h).
// Source: law 7 of the architecture: rules are data with a source and a validity date.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "ledger/base/date.h"
#include "payments/rules/region_code.h"
#include "payments/rules/words.h"

namespace anxin::payments {

/// How well the value is known. It travels with the value to every answer.
enum class Grade : std::uint8_t {
  statute,      ///< the article's own words were read
  summary,      ///< an agency's or the press's summary was read
  unconfirmed,  ///< from memory, or a default where a table has a gap
};
inline constexpr std::array<Word<Grade>, 3> kGradeWords{{
    {Grade::statute, "statute"},
    {Grade::summary, "summary"},
    {Grade::unconfirmed, "unconfirmed"},
}};
constexpr const auto& words_of(Grade) { return kGradeWords; }

struct RuleHead {
  std::string id;  ///< stable and unique: "350000.deposit.base"
  RegionCode region;
  Date valid_from;
  std::optional<Date> valid_to;  ///< the last day; nothing while no end is known
  std::string instrument;        ///< 文件 and, where no article is printed, the subject
  std::string article;           ///< number alone; only where the grade is statute
  Grade grade = Grade::unconfirmed;
  std::string note;

  [[nodiscard]] bool in_force(Date on) const {
    return valid_from <= on && (!valid_to || on <= *valid_to);
  }
};

/// "人社部发〔2021〕65号 第11条".
[[nodiscard]] inline std::string cite(const RuleHead& head) {
  return head.article.empty() ? head.instrument : head.instrument + " 第" + head.article + "条";
}

}  // namespace anxin::payments
