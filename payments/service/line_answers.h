// What a payer says of the lines of its paper: of a notice of payment, of a payment from a fund.
#pragma once

#include <string>
#include <vector>

namespace anxin::payments {

struct LineAnswers {
  struct Refused {
    std::string line;
    std::string reason;  ///< ISO code
  };
  std::vector<std::string> paid;
  std::vector<Refused> failed;
  std::vector<Refused> returned;  ///< 退汇: paid before, and sent back
  bool rest_paid = false;         ///< every waiting line that is not named was paid
};

/// "line=AC04,line=AC01", as they stand in a request's content.
[[nodiscard]] std::string text_of(const std::vector<LineAnswers::Refused>& refused);

}  // namespace anxin::payments
