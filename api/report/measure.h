// In which unit a number is shown: 万元 or 亿元, thousand or million yuan, %, persons.
//
// Role: axes, tables and sentences of a report. Pictures and means are no money: what is shown here
//       has been added up in whole fen before.
#pragma once

#include <string>

#include "api/paper/speaker.h"
#include "simulator/quantity.h"
#include "simulator/run.h"

namespace anxin::report {

struct Measure {
  double size = 1;   ///< of one unit, in what the numbers count in
  std::string unit;  ///< "万元"
  int decimals = 2;
};

/// The unit in which fen up to `largest` (its size counts) read best.
[[nodiscard]] Measure money_measure(const paper::Speaker& say, double largest);
/// The same for any metric: money as above; shares in per cent; heads and counts as they are.
[[nodiscard]] Measure measure_of(const paper::Speaker& say, simulator::MetricUnit unit,
                                 double largest);

/// "1,262.46": without the unit.
[[nodiscard]] std::string text_in(const Measure& measure, double value);
/// "+1,262.46" or "−3.00".
[[nodiscard]] std::string signed_text_in(const Measure& measure, double value);
/// "1,262.46 万元".
[[nodiscard]] std::string text_with_unit(const Measure& measure, double value);
/// Fen in the unit that suits them.
[[nodiscard]] std::string money_text(const paper::Speaker& say, double fen);
/// "arrears (万元)", with the brackets of the language.
[[nodiscard]] std::string with_unit(const paper::Speaker& say, const std::string& what,
                                    std::string_view unit);
/// "6.2 %" of a share of the whole.
[[nodiscard]] std::string percent_text(double share);

/// A parameter's value, exact: "300 万元", "3 % a year", "9 months".
[[nodiscard]] std::string quantity_text(const paper::Speaker& say, const Rate& value,
                                        simulator::Dimension dimension);

}  // namespace anxin::report
