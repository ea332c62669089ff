#include "payments/domain/finding.h"

#include <algorithm>

namespace anxin::payments {

std::string_view to_word(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::explain:
      return "explain";
    case Severity::park:
      return "park";
    case Severity::refuse:
      return "refuse";
  }
  return "";
}

Severity worst(const Findings& findings) {
  Severity severity = Severity::note;
  for (const auto& finding : findings) severity = std::max(severity, finding.severity);
  return severity;
}

}  // namespace anxin::payments
